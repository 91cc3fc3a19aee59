#include "scene.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "facts.h"
#include "shape.h"

enum { ARGUMENTS = 8, EXIT_ENVIRONMENT = 3, EXIT_REFUSED = 1 };

static const struct {
    const char *name;
    int base_count; /* ledgers taken in before */
    const char *arguments[ARGUMENTS];
} scenes[SCENES] = {
    [SCENE_FIRST] = {"first import", 0, {"import", "ledger0"}},
    [SCENE_CLOSED] = {"period import", 1, {"import", "ledger1", "--mode", "period"}},
    [SCENE_NEXT_YEAR] = {"next year", 1, {"import", "ledger2"}},
    [SCENE_CUSTOMERS] = {"customer list", 1, {"import", "ledger3"}},
    [SCENE_UNDO] = {"undo", 2, {"import", "--undo", "I-000002-N"}},
    [SCENE_BACKUP] = {"backup", 1, {"backup", "backup"}},
    [SCENE_RESTORE] = {"restore", 1, {"restore", "source"}},
    [SCENE_INIT] = {"init", 0, {"init"}},
};
static const enum ledger base_ledgers[] = {LEDGER_NOVEMBER, LEDGER_NEXT_YEAR};

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

const char *scene_name(enum scene_kind kind) { return scenes[kind].name; }

/* ---- running commands ---- */

static void ledger_path(const char *folder, int ledger, char out[PATH_ROOM])
{
    snprintf(out, PATH_ROOM, "%.400s/ledger%d.txt", folder, ledger);
}

static void backup_path(const struct stage *s, char out[PATH_ROOM])
{
    snprintf(out, PATH_ROOM, "%.400s/copy.relance", s->folder);
}

/* What is restored. */
static void source_path(const char *folder, char out[PATH_ROOM])
{
    snprintf(out, PATH_ROOM, "%.400s/source.relance", folder);
}

/* The scene's command, with the names of files filled in. */
static struct outcome run_command(struct stage *s, const struct scene *scene, const struct place *p,
                                  const struct fault_plan *plan)
{
    const char *words[ARGUMENTS + 1] = {NULL};
    char path[PATH_ROOM];
    char folder[PATH_ROOM];
    snprintf(folder, sizeof folder, "%s", scene->base.path);
    *strrchr(folder, '/') = '\0';
    for (int i = 0; i < ARGUMENTS; i++) {
        const char *word = scenes[scene->kind].arguments[i];
        words[i] = word;
        if (word != NULL && strncmp(word, "ledger", 6) == 0) {
            ledger_path(folder, word[6] - '0', path);
            words[i] = path;
        } else if (i > 0 && word != NULL && strcmp(word, "backup") == 0) {
            backup_path(s, path);
            words[i] = path;
        } else if (word != NULL && strcmp(word, "source") == 0) {
            source_path(folder, path);
            words[i] = path;
        }
    }
    return stage_run(s, p, words, plan);
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

/* Facts and shape in one text; NULL says why not. */
static char *picture_of(struct stage *s, const struct place *p, int *imports)
{
    char *facts = facts_of(s, p, true, imports);
    char *shape = facts == NULL ? NULL : shape_of(p);
    size_t n = facts == NULL ? 0 : strlen(facts) + strlen(shape) + 1;
    char *both = facts == NULL ? NULL : malloc(n);
    if (both != NULL)
        snprintf(both, n, "%s%s", facts, shape);
    free(facts);
    free(shape);
    return both;
}

/* ---- preparing ---- */

static void must(bool ok)
{
    if (!ok)
        broken("prepare", why);
}

static void fill(struct stage *s, enum scene_kind kind, const struct place *p, const char *folder)
{
    char path[PATH_ROOM];
    must(run_plain(s, p, "init", NULL));
    for (int i = 0; i < scenes[kind].base_count; i++) {
        ledger_path(folder, base_ledgers[i], path);
        must(run_plain(s, p, "import", path));
    }
}

static void prepare_base(struct stage *s, struct scene *scene, const char *folder)
{
    char path[PATH_ROOM];
    place_drop(s, &scene->base);
    place_make(s, &scene->base);
    if (!begins_with_nothing(scene->kind))
        fill(s, scene->kind, &scene->base, folder);
    if (scene->kind != SCENE_RESTORE)
        return;
    struct place source = place_of(s, SQLITE, folder, "source");
    source_path(folder, path);
    (void)unlink(path);
    place_drop(s, &source);
    fill(s, scene->kind, &source, folder);
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
    for (int i = 0; i < LEDGERS; i++) {
        ledger_path(folder, i, path);
        ledger_write(i, path);
    }
    prepare_base(s, out, folder);
    if (!begins_with_nothing(kind))
        must((out->before = picture_of(s, &out->base, &imports)) != NULL &&
             (out->facts_before = facts_of(s, &out->base, true, &imports)) != NULL);
    struct place p = place_of(s, engine, folder, "count");
    if (!begins_with_nothing(kind) || engine == POSTGRES)
        place_copy(s, &out->base, &p);
    struct outcome o = run_command(s, out, &p, &count);
    if (!outcome_done(&o) || o.effects == 0)
        broken("undisturbed command", o.out);
    out->effects = o.effects;
    outcome_free(&o);
    must((out->after = picture_of(s, &p, &out->imports_after)) != NULL &&
         (out->facts_after = facts_of(s, &p, true, &imports)) != NULL);
    if (!begins_with_nothing(kind) && kind != SCENE_BACKUP && strcmp(out->before, out->after) == 0)
        broken("a command that changes nothing", scenes[kind].name);
    must((out->after_but_imports = facts_of(s, &p, false, &imports)) != NULL);
    place_drop(s, &p);
    backup_path(s, path);
    (void)unlink(path);
}

void scene_release(struct stage *s, struct scene *scene)
{
    place_drop(s, &scene->base);
    free(scene->before);
    free(scene->after);
    free(scene->facts_before);
    free(scene->facts_after);
    free(scene->after_but_imports);
}

/* ---- judging ---- */

enum state { STATE_BEFORE, STATE_AFTER, STATE_BROKEN };

static bool sanitizer_spoke(const struct outcome *o)
{
    return strstr(o->err, "Sanitizer") != NULL || strstr(o->err, "runtime error:") != NULL;
}

/* A program that was not killed says what happened, and is no bug. */
static bool ended_well(const struct outcome *o)
{
    if (o->ending.orphan)
        return say("a child process outlived the program"), false;
    if (sanitizer_spoke(o))
        return say("a sanitizer spoke: %.300s", o->err), false;
    if (o->ending.signal == 9 || o->ending.code == 0)
        return true;
    if (o->ending.signal != 0 || o->ending.code != EXIT_ENVIRONMENT)
        return say("exit %d, signal %d: %.200s %.200s", o->ending.code, o->ending.signal, o->out,
                   o->err),
               false;
    return strstr(o->out, "\"code\":\"") != NULL ||
           (say("exit 3 without error.code: %.200s %.200s", o->out, o->err), false);
}

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
    if (strcmp(facts, scene->before) == 0)
        state = STATE_BEFORE;
    if (strcmp(facts, scene->after) == 0)
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

/* The same command once more, undisturbed. */
static bool again_is_right(const struct scene *scene, const struct outcome *o, enum state state)
{
    if (scene->kind == SCENE_UNDO && state == STATE_AFTER) {
        if (o->ending.code == EXIT_REFUSED && strstr(o->out, "already_undone") != NULL)
            return true;
    } else if (outcome_done(o)) {
        if (scene->kind == SCENE_UNDO || state == STATE_BEFORE ||
            strstr(o->out, "\"accepted\":0,") != NULL)
            return true;
    }
    return say("the same again: exit %d: %.200s %.200s", o->ending.code, o->out, o->err), false;
}

static bool again(struct stage *s, const struct scene *scene, const struct place *p,
                  enum state state)
{
    int imports = 0;
    struct outcome o = run_command(s, scene, p, &undisturbed);
    bool ok = again_is_right(scene, &o, state);
    outcome_free(&o);
    if (!ok || !run_plain(s, p, "verify", NULL))
        return false;
    char *facts = facts_of(s, p, false, &imports);
    if (facts == NULL)
        return false;
    bool same = strcmp(facts, scene->after_but_imports) == 0;
    if (!same)
        say("after the same again: %s", facts_difference(facts, scene->after_but_imports));
    free(facts);
    int expected = scene->imports_after + (state == STATE_AFTER && scene->kind != SCENE_UNDO);
    if (same && imports != expected)
        return say("%d imports are listed, not %d", imports, expected), false;
    return same;
}

static bool judge_import(struct stage *s, const struct scene *scene, const struct place *p,
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
    bool ok = ended_well(&o) && (place_settled(s, &p) || (say("the connection stays open"), false));
    if (ok && scene->kind == SCENE_BACKUP)
        ok = judge_backup(s, scene, &p, &o);
    else if (ok && begins_with_nothing(scene->kind))
        ok = judge_new(s, scene, &p, &o);
    else if (ok)
        ok = judge_import(s, scene, &p, &o);
    outcome_free(&o);
    place_drop(s, &p);
    if (ok)
        return "";
    char text[sizeof why];
    snprintf(text, sizeof text, "%s", why);
    return say("at %s: %.600s", hit, text);
}
