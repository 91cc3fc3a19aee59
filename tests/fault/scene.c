#include "scene.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "facts.h"
#include "ledgers.h"
#include "shape.h"

enum { ARGUMENTS = 16, WORDS_ROOM = 300, EXIT_REFUSED = 1 };

static const struct fault_plan undisturbed = {0};

static char why[700];

__attribute__((format(printf, 1, 2))) static const char *say(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(why, sizeof why, format, list);
    va_end(list);
    return why;
}

/* The command begins with a database that is not there, or empty on the server. */
static bool begins_with_nothing(enum scene_kind kind)
{
    return kind == SCENE_INIT || kind == SCENE_RESTORE;
}

/* ---- running commands ---- */

static void backup_path(const struct stage *s, char out[PATH_ROOM])
{
    snprintf(out, PATH_ROOM, "%.400s/copy.relance", s->folder);
}

/* What is restored: one for each engine's own scene. */
static void source_path(const struct place *base, char out[PATH_ROOM])
{
    snprintf(out, PATH_ROOM, "%.400s.source", base->path);
}

static void folder_of(const struct place *base, char out[PATH_ROOM])
{
    snprintf(out, PATH_ROOM, "%s", base->path);
    *strrchr(out, '/') = '\0';
}

/* What a word that begins with @ stands for. */
static const char *meant(struct stage *s, const struct scene *scene, const char *word,
                         char path[PATH_ROOM])
{
    char folder[PATH_ROOM];
    if (strcmp(word, "backup") == 0) {
        backup_path(s, path);
    } else if (strcmp(word, "source") == 0) {
        source_path(&scene->base, path);
    } else if (strncmp(word, "ledger", 6) == 0 || strncmp(word, "list", 4) == 0) {
        folder_of(&scene->base, folder);
        input_path(folder, word, path, PATH_ROOM);
    } else {
        return scene->noted;
    }
    return path;
}

static struct outcome run_words(struct stage *s, const struct scene *scene, const struct place *p,
                                const char *command, const struct fault_plan *plan)
{
    const char *words[ARGUMENTS + 1] = {NULL};
    char text[WORDS_ROOM];
    char path[PATH_ROOM];
    char *rest = text;
    int count = 0;
    if (strlen(command) >= sizeof text)
        broken("too long", command);
    snprintf(text, sizeof text, "%s", command);
    for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " ")) {
        if (count == ARGUMENTS)
            broken("too many words", command);
        words[count++] = word[0] == '@' ? meant(s, scene, word + 1, path) : word;
    }
    return stage_run(s, p, words, plan);
}

static struct outcome run_command(struct stage *s, const struct scene *scene, const struct place *p,
                                  const struct fault_plan *plan)
{
    return run_words(s, scene, p, acts[scene->kind].command, plan);
}

/* Runs what must succeed; false says why not. */
static bool run_plain(struct stage *s, const struct place *p, const char *first, const char *second)
{
    const char *words[] = {first, second, NULL};
    struct outcome o = stage_run(s, p, words, &undisturbed);
    bool done = outcome_done(&o);
    if (!done)
        say("%s %s: exit %d, signal %d: %.200s %.200s", first, second == NULL ? "" : second,
            o.ending.code, o.ending.signal, o.out, o.err);
    outcome_free(&o);
    return done;
}

/* NULL says why not. */
static char *facts_of(struct stage *s, const struct place *p, bool with_imports, int *imports)
{
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%.400s/facts.jsonl", s->folder);
    (void)unlink(path);
    const char *words[] = {"export", "facts", "--out", path, NULL};
    struct outcome o = stage_run(s, p, words, &undisturbed);
    char *facts = NULL;
    if (outcome_done(&o)) {
        size_t n;
        char *text = file_read(path, &n);
        *imports = facts_count(text, "{\"fact\":\"import\"");
        facts = facts_canonical(text, with_imports);
        free(text);
    } else {
        say("export facts: exit %d: %.200s %.200s", o.ending.code, o.out, o.err);
    }
    outcome_free(&o);
    return facts;
}

/* The list of the day, as it is printed; NULL says why not. */
static char *queue_of(struct stage *s, const struct place *p)
{
    const char *words[] = {"queue", NULL};
    struct outcome o = stage_run(s, p, words, &undisturbed);
    char *text = outcome_done(&o) ? strdup(o.out) : NULL;
    if (text == NULL)
        say("queue: exit %d: %.200s %.200s", o.ending.code, o.out, o.err);
    outcome_free(&o);
    return text;
}

/* Facts, shape and list of the day in one text; NULL says why not. */
static char *picture_of(struct stage *s, const struct place *p, int *imports)
{
    char *facts = facts_of(s, p, true, imports);
    char *queue = facts == NULL ? NULL : queue_of(s, p);
    char *shape = queue == NULL ? NULL : shape_of(p);
    size_t n = shape == NULL ? 0 : strlen(facts) + strlen(shape) + strlen(queue) + 1;
    char *all = shape == NULL ? NULL : malloc(n);
    if (all != NULL)
        snprintf(all, n, "%s%s%s", facts, shape, queue);
    free(facts);
    free(shape);
    free(queue);
    return all;
}

/* ---- preparing ---- */

static void must(bool ok)
{
    if (!ok)
        broken("prepare", why);
}

/* The text under `key` of what a command answered. */
static void note(struct scene *scene, const char *out, const char *key)
{
    char begin[NOTED_ROOM];
    snprintf(begin, sizeof begin, "\"%.20s\":\"", key);
    const char *from = strstr(out, begin);
    if (from == NULL)
        broken(key, out);
    from += strlen(begin);
    snprintf(scene->noted, sizeof scene->noted, "%.*s", (int)strcspn(from, "\""), from);
}

static void fill(struct stage *s, struct scene *scene, const struct place *p)
{
    const struct act *act = &acts[scene->kind];
    const char *key = strstr(act->command, "@batch");
    must(run_plain(s, p, "init", NULL));
    for (int i = 0; i < SETUP_MAX && act->setup[i] != NULL; i++) {
        struct outcome o = run_words(s, scene, p, act->setup[i], &undisturbed);
        if (!outcome_done(&o))
            broken(act->setup[i], o.out);
        bool last = i + 1 == SETUP_MAX || act->setup[i + 1] == NULL;
        if (last && key != NULL)
            note(scene, o.out, key + 1);
        outcome_free(&o);
    }
}

static void prepare_base(struct stage *s, struct scene *scene)
{
    char path[PATH_ROOM];
    place_drop(s, &scene->base);
    place_make(s, &scene->base);
    if (!begins_with_nothing(scene->kind))
        fill(s, scene, &scene->base);
    if (scene->kind != SCENE_RESTORE)
        return;
    struct place source = place_of(s, SQLITE, s->folder, "source");
    source_path(&scene->base, path);
    (void)unlink(path);
    place_drop(s, &source);
    fill(s, scene, &source);
    must(run_plain(s, &source, "backup", path));
    place_drop(s, &source);
}

void scene_prepare(struct stage *s, enum engine engine, enum scene_kind kind, const char *folder,
                   struct scene *out)
{
    char name[NAME_ROOM], path[PATH_ROOM];
    struct fault_plan count = {.count = true};
    int imports = 0;
    snprintf(name, sizeof name, "base_%d_%d", engine, kind);
    *out = (struct scene){.kind = kind, .base = place_of(s, engine, folder, name)};
    prepare_base(s, out);
    if (!begins_with_nothing(kind))
        must((out->before = picture_of(s, &out->base, &imports)) != NULL &&
             (out->facts_before = facts_of(s, &out->base, true, &imports)) != NULL);
    struct place p = place_of(s, engine, s->folder, strrchr(s->folder, '/') + 1);
    place_drop(s, &p);
    if (!begins_with_nothing(kind) || engine == POSTGRES)
        place_copy(s, &out->base, &p);
    struct outcome o = run_command(s, out, &p, &count);
    if (!outcome_done(&o) || o.effects == 0)
        broken(acts[kind].name, o.out);
    out->effects = o.effects;
    outcome_free(&o);
    must(run_plain(s, &p, "index", NULL));
    must((out->after = picture_of(s, &p, &out->imports_after)) != NULL &&
         (out->facts_after = facts_of(s, &p, true, &imports)) != NULL);
    if (!begins_with_nothing(kind) && kind != SCENE_BACKUP && strcmp(out->before, out->after) == 0)
        broken("a command that changes nothing", acts[kind].name);
    must((out->after_but_imports = facts_of(s, &p, false, &imports)) != NULL);
    place_drop(s, &p);
    backup_path(s, path);
    (void)unlink(path);
}

/* ---- judging ---- */

enum state { STATE_BEFORE, STATE_AFTER, STATE_BROKEN };

static enum state state_of(struct stage *s, const struct scene *scene, const struct place *p)
{
    int imports = 0;
    const char *damage = place_check(p);
    if (damage[0] != '\0')
        return say("the file is damaged: %s", damage), STATE_BROKEN;
    if (!run_plain(s, p, "verify", NULL))
        return STATE_BROKEN;
    char *facts = picture_of(s, p, &imports);
    if (facts == NULL)
        return STATE_BROKEN;
    enum state state = STATE_BROKEN;
    if (shape_same_but_search(facts, scene->before))
        state = STATE_BEFORE;
    if (shape_same_but_search(facts, scene->after))
        state = STATE_AFTER;
    if (state == STATE_BROKEN)
        say("neither before nor after: %s", facts_difference(facts, scene->after));
    free(facts);
    return state;
}

/* What the program said must fit what it did. */
static bool told_the_truth(const struct outcome *o, enum state state)
{
    if (o->ending.code == 0 && state != STATE_AFTER)
        return say("it said done, but the work is lost"), false;
    if (o->ending.code == EXIT_ENVIRONMENT && state == STATE_AFTER &&
        strstr(o->out, "rien n’a été changé") != NULL)
        return say("it said that nothing was changed, but all is there: %.300s", o->out), false;
    return true;
}

/* What the same command may answer. */
static bool again_is_right(const struct scene *scene, const struct outcome *o, enum state state)
{
    const struct act *act = &acts[scene->kind];
    bool right = false;
    if (state == STATE_BEFORE || act->repeat == REPEAT_NOTHING)
        right = outcome_done(o);
    else if (act->repeat == REPEAT_REFUSED)
        right = o->ending.code == EXIT_REFUSED && strstr(o->out, act->refusal) != NULL;
    else
        right = outcome_done(o) && strstr(o->out, "\"accepted\":0,") != NULL;
    return right ||
           (say("the same again: exit %d: %.200s %.200s", o->ending.code, o->out, o->err), false);
}

static bool same_picture(struct stage *s, const struct scene *scene, const struct place *p)
{
    int imports = 0;
    if (!run_plain(s, p, "index", NULL)) /* what the server does by itself */
        return false;
    char *picture = picture_of(s, p, &imports);
    bool same = picture != NULL && strcmp(picture, scene->after) == 0;
    if (picture != NULL && !same)
        say("after the same again: %s", facts_difference(picture, scene->after));
    free(picture);
    return same;
}

/* An import taken twice tells all once more, and nothing new. */
static bool same_but_imports(struct stage *s, const struct scene *scene, const struct place *p)
{
    int imports = 0;
    char *facts = facts_of(s, p, false, &imports);
    bool same = facts != NULL && strcmp(facts, scene->after_but_imports) == 0;
    if (facts != NULL && !same)
        say("after the same again: %s", facts_difference(facts, scene->after_but_imports));
    free(facts);
    if (same && imports != scene->imports_after + 1)
        return say("%d imports are listed, not %d", imports, scene->imports_after + 1), false;
    return same;
}

/* The same command once more, undisturbed. */
static bool again(struct stage *s, const struct scene *scene, const struct place *p,
                  enum state state)
{
    enum repeat repeat = acts[scene->kind].repeat;
    if (state == STATE_AFTER && repeat == REPEAT_NEVER)
        return true;
    struct outcome o = run_command(s, scene, p, &undisturbed);
    bool ok = again_is_right(scene, &o, state);
    outcome_free(&o);
    if (!ok || !run_plain(s, p, "verify", NULL))
        return false;
    return state == STATE_AFTER && repeat == REPEAT_IMPORT ? same_but_imports(s, scene, p)
                                                           : same_picture(s, scene, p);
}

static bool judge_change(struct stage *s, const struct scene *scene, const struct place *p,
                         const struct outcome *o)
{
    enum state state = state_of(s, scene, p);
    return state != STATE_BROKEN && told_the_truth(o, state) && again(s, scene, p, state);
}

/* ---- backups ---- */

/* The file is there whole, or not at all. */
static bool judge_backup_file(struct stage *s, const struct scene *scene, const char *path)
{
    int imports = 0;
    struct place restored = place_of(s, SQLITE, s->folder, "restored");
    place_drop(s, &restored);
    bool ok = run_plain(s, &restored, "restore", path) && run_plain(s, &restored, "verify", NULL);
    char *facts = ok ? facts_of(s, &restored, true, &imports) : NULL;
    ok = facts != NULL && strcmp(facts, scene->facts_before) == 0;
    if (facts != NULL && !ok)
        say("the backup differs: %s", facts_difference(facts, scene->facts_before));
    free(facts);
    place_drop(s, &restored);
    return ok;
}

/* Removes the backup and all that was begun of it; how many files that was. */
static int sweep(const struct stage *s)
{
    char path[PATH_ROOM * 2];
    int count = 0;
    DIR *folder = opendir(s->folder);
    if (folder == NULL)
        broken("folder", s->folder);
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        if (strncmp(e->d_name, "copy.relance", 12) != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", s->folder, e->d_name);
        count += unlink(path) == 0;
    }
    (void)closedir(folder);
    return count;
}

/* The next backup goes under the same name, whatever the first left behind. */
static bool judge_next_backup(struct stage *s, const struct scene *scene, const struct place *p,
                              const char *path)
{
    struct outcome next = run_command(s, scene, p, &undisturbed);
    bool ok = outcome_done(&next) ||
              (say("the next backup: exit %d: %.300s", next.ending.code, next.out), false);
    outcome_free(&next);
    return ok && judge_backup_file(s, scene, path);
}

static bool judge_backup(struct stage *s, const struct scene *scene, const struct place *p,
                         const struct outcome *o)
{
    char path[PATH_ROOM];
    backup_path(s, path);
    bool ok = state_of(s, scene, p) != STATE_BROKEN;
    bool there = file_there(path);
    if (ok && o->ending.code == 0 && !there)
        ok = (say("it said done, but there is no backup"), false);
    if (ok && there && o->ending.code == EXIT_ENVIRONMENT)
        ok = (say("it said that there is no backup, but there is: %.300s", o->out), false);
    ok = ok && (!there || judge_backup_file(s, scene, path));
    (void)unlink(path);
    ok = ok && judge_next_backup(s, scene, p, path);
    (void)unlink(path);
    int left = sweep(s);
    if (ok && left > 0 && o->ending.signal == 0)
        return say("%d unfinished copies are left", left), false;
    return ok;
}

/* An init or a restore that was disturbed is done by the next one, or was done already: a restore
 * then finds the database full. */
static bool judge_new(struct stage *s, const struct scene *scene, const struct place *p,
                      const struct outcome *o)
{
    int imports = 0;
    if (o->ending.code != 0) {
        struct outcome next = run_command(s, scene, p, &undisturbed);
        bool full = scene->kind == SCENE_RESTORE && next.ending.code == EXIT_ENVIRONMENT &&
                    strstr(next.out, "\"db_not_empty\"") != NULL;
        bool ok = outcome_done(&next) || full;
        if (!ok)
            say("the same again: exit %d: %.300s", next.ending.code, next.out);
        outcome_free(&next);
        if (!ok)
            return false;
    }
    const char *damage = place_check(p);
    if (damage[0] != '\0')
        return say("the file is damaged: %s", damage), false;
    if (!run_plain(s, p, "verify", NULL))
        return false;
    char *facts = facts_of(s, p, true, &imports);
    bool ok = facts != NULL && strcmp(facts, scene->facts_after) == 0;
    if (facts != NULL && !ok)
        say("the facts differ: %s", facts_difference(facts, scene->facts_after));
    free(facts);
    return ok;
}

const char *scene_try(struct stage *s, const struct scene *scene, const struct fault_plan *plan)
{
    struct place p = place_of(s, scene->base.engine, s->folder, strrchr(s->folder, '/') + 1);
    place_drop(s, &p);
    if (!begins_with_nothing(scene->kind) || p.engine == POSTGRES)
        place_copy(s, &scene->base, &p);
    struct outcome o = run_command(s, scene, &p, plan);
    char hit[60];
    snprintf(hit, sizeof hit, "%ld %s", o.effects, o.last);
    bool ok = outcome_ended_well(&o, why, sizeof why) &&
              (place_settled(s, &p) || (say("the connection stays open"), false));
    if (ok && scene->kind == SCENE_BACKUP)
        ok = judge_backup(s, scene, &p, &o);
    else if (ok && begins_with_nothing(scene->kind))
        ok = judge_new(s, scene, &p, &o);
    else if (ok)
        ok = judge_change(s, scene, &p, &o);
    outcome_free(&o);
    place_drop(s, &p);
    if (ok)
        return "";
    char text[sizeof why];
    snprintf(text, sizeof text, "%s", why);
    return say("at %s: %.600s", hit, text);
}
