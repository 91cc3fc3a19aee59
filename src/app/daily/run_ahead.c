#include "run_ahead.h"

#include <pthread.h>

/* Two threads beside the one who writes: between them two processors are busy while a third waits
 * for the disk. */
enum { HANDS = 2, SLOTS = 2 * HANDS };

struct slot {
    struct run_piece_wanted wanted;
    struct arena arena; /* of the rows */
    size_t room;
    struct decided_piece piece;
    bool done; /* under the lock */
    bool ok;
    struct err err;
};

/* One who reads and decides. */
struct hand {
    struct run_ahead *ahead;
    struct app app; /* as the caller's, but for the connection */
    struct decide_ground ground;
    struct arena arena;   /* of the batch */
    struct arena scratch; /* of one account */
    struct run_walk *walk;
    pthread_t thread;
    bool reads; /* a transaction is open, or about to be; under the lock */
};

struct run_ahead {
    struct run_ahead_batch batch;
    size_t left; /* accounts the batch may still hold */
    bool ended;  /* nothing follows what was asked for */
    struct hand own;
    struct hand hands[HANDS];
    size_t hand_count;
    bool tried; /* to have them */
    struct slot slots[SLOTS];
    size_t given; /* pieces the caller has had */

    pthread_mutex_t lock;
    pthread_cond_t asked_for, done;
    size_t asked, taken; /* pieces of the batch: in line, begun; under the lock */
    bool resting, closing;
};

/* ---- a piece ---- */

static struct decided_account *add_row(struct slot *s)
{
    if (s->piece.count == s->room) {
        size_t room = s->room == 0 ? 256 : s->room * 2;
        s->piece.rows = arena_grow(&s->arena, s->piece.rows, s->room, room, sizeof *s->piece.rows);
        s->room = room;
    }
    return &s->piece.rows[s->piece.count++];
}

static bool decide_account(struct hand *h, struct run_account *from, struct slot *s)
{
    const struct file_objects *objects;
    struct decided_work work;
    arena_clear(&h->scratch);
    if (!decide_objects(&h->scratch, &h->ground, from, &objects, &s->err))
        return false;
    s->piece.last = from->account.key;
    if (from->pending.from_run == h->ahead->batch.run)
        return true; /* what happened meanwhile has decided and counted it */
    decide_work(&h->scratch, &h->ground, from, objects, &work);
    *add_row(s) = (struct decided_account){from->now, work.row};
    return true;
}

static bool decide_piece(struct hand *h, struct slot *s)
{
    struct run_account from;
    bool have = true;
    s->err = (struct err){0};
    s->piece.count = 0;
    s->piece.last = (struct account_key){0};
    s->piece.to_debtor = s->wanted.to_debtor;
    bool ok = run_walk_piece(h->walk, &s->wanted, &s->err);
    while (ok && have) {
        ok =
            run_walk_step(h->walk, &from, &have, &s->err) && (!have || decide_account(h, &from, s));
    }
    return ok;
}

/* ---- one who reads ---- */

static void hand_init(struct hand *h, struct run_ahead *ahead, const struct decide_ground *ground,
                      struct db *db)
{
    *h = (struct hand){.ahead = ahead, .app = *ground->app, .ground = *ground};
    h->app.db = db;
    h->ground.app = &h->app;
    h->ground.objects.app = &h->app;
    arena_init(&h->arena, 0);
    arena_init(&h->scratch, 0);
}

static void hand_release(struct hand *h)
{
    arena_release(&h->arena);
    arena_release(&h->scratch);
}

/* The connection was opened by a name, which somebody may have given to another database since. */
static bool sees_the_run(struct hand *h, struct err *err)
{
    const struct run_ahead_batch *batch = &h->ahead->batch;
    struct run_row run;
    if (!run_last(h->app.db, &h->arena, "running", &run, err))
        return false;
    return (run.number == batch->run && run.at.debtor_id == batch->at.debtor_id &&
            run.at.account_id == batch->at.account_id) ||
           err_set(err, ERR_DB_FAILED, "the database beside is another one");
}

/* Whoever writes has the lock before the first piece is asked for: what is seen here is what he
 * sees, but for the rows he writes. */
static bool hand_begin(struct hand *h, struct err *err)
{
    if (!db_begin(h->app.db, DB_READ, err))
        return false;
    if (sees_the_run(h, err) &&
        run_walk_open(h->app.db, &h->arena, &h->ahead->batch.start, &h->walk, err))
        return true;
    db_rollback(h->app.db); /* the next piece begins anew */
    return false;
}

static void hand_rest(struct hand *h)
{
    run_walk_close(h->walk);
    h->walk = NULL;
    db_rollback(h->app.db);
    arena_clear(&h->arena);
}

/* False: it is to end. The lock is held. */
static bool wait_for_work(struct hand *h)
{
    struct run_ahead *a = h->ahead;
    while (!a->closing && a->taken == a->asked && !(a->resting && h->reads))
        pthread_cond_wait(&a->asked_for, &a->lock);
    return !a->closing;
}

static void do_piece(struct hand *h, struct slot *s)
{
    struct err why = {0};
    bool ready = h->walk != NULL || hand_begin(h, &why);
    bool ok = ready && decide_piece(h, s);
    if (!ready)
        s->err = why;
    s->ok = ok;
}

static void *hand_work(void *with)
{
    struct hand *h = with;
    struct run_ahead *a = h->ahead;
    pthread_mutex_lock(&a->lock);
    while (wait_for_work(h)) {
        if (a->taken < a->asked) {
            struct slot *s = &a->slots[a->taken++ % SLOTS];
            h->reads = true;
            pthread_mutex_unlock(&a->lock);
            do_piece(h, s);
            pthread_mutex_lock(&a->lock);
            s->done = true;
        } else {
            pthread_mutex_unlock(&a->lock);
            hand_rest(h);
            pthread_mutex_lock(&a->lock);
            h->reads = false;
        }
        pthread_cond_broadcast(&a->done);
    }
    pthread_mutex_unlock(&a->lock);
    hand_rest(h);
    return NULL;
}

/* As many as there can be; none is fine. */
static void start_hands(struct run_ahead *a)
{
    a->tried = true;
    for (size_t i = 0; i < HANDS; i++) {
        struct hand *h = &a->hands[i];
        struct db *db = db_open_beside(a->own.app.db);
        if (db == NULL)
            return;
        hand_init(h, a, &a->own.ground, db);
        if (pthread_create(&h->thread, NULL, hand_work, h) != 0) {
            hand_release(h);
            db_close(db);
            return;
        }
        a->hand_count++;
    }
}

/* ---- whoever writes ---- */

bool run_ahead_open(struct arena *arena, const struct decide_ground *ground, struct run_ahead **out,
                    struct err *err)
{
    struct run_ahead *a = ARENA_NEW(arena, struct run_ahead);
    if (pthread_mutex_init(&a->lock, NULL) != 0 || pthread_cond_init(&a->asked_for, NULL) != 0 ||
        pthread_cond_init(&a->done, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "mutex");
    hand_init(&a->own, a, ground, ground->app->db);
    for (size_t i = 0; i < SLOTS; i++)
        arena_init(&a->slots[i].arena, 0);
    *out = a;
    return true;
}

void run_ahead_close(struct run_ahead *a)
{
    if (a == NULL)
        return;
    pthread_mutex_lock(&a->lock);
    a->closing = true;
    pthread_cond_broadcast(&a->asked_for);
    pthread_mutex_unlock(&a->lock);
    for (size_t i = 0; i < a->hand_count; i++) {
        pthread_join(a->hands[i].thread, NULL);
        db_close(a->hands[i].app.db);
        hand_release(&a->hands[i]);
    }
    run_walk_close(a->own.walk);
    hand_release(&a->own);
    for (size_t i = 0; i < SLOTS; i++)
        arena_release(&a->slots[i].arena);
    pthread_cond_destroy(&a->done);
    pthread_cond_destroy(&a->asked_for);
    pthread_mutex_destroy(&a->lock);
}

bool run_ahead_begin(struct run_ahead *a, const struct run_ahead_batch *batch, struct err *err)
{
    a->batch = *batch;
    a->left = batch->most;
    a->ended = false;
    a->given = 0;
    pthread_mutex_lock(&a->lock);
    a->asked = a->taken = 0;
    a->resting = false;
    pthread_mutex_unlock(&a->lock);
    return run_walk_open(a->own.app.db, &a->own.arena, &batch->start, &a->own.walk, err);
}

/* Puts pieces into the line, as many as there is room for. */
static bool ask_ahead(struct run_ahead *a, struct err *err)
{
    while (a->left > 0 && !a->ended && a->asked < a->given + SLOTS) {
        struct slot *s = &a->slots[a->asked % SLOTS];
        bool have = false;
        if (!run_walk_bound(a->own.walk, &s->wanted, &have, err))
            return false;
        a->ended = !have;
        if (!have)
            break;
        a->left -= s->wanted.accounts < a->left ? s->wanted.accounts : a->left;
        if (!a->tried && !run_walk_ended(a->own.walk))
            start_hands(a);
        pthread_mutex_lock(&a->lock);
        s->done = false;
        a->asked++;
        pthread_cond_signal(&a->asked_for);
        pthread_mutex_unlock(&a->lock);
    }
    return true;
}

/* The next piece of the line, when it is done. */
static struct slot *await(struct run_ahead *a)
{
    struct slot *s = &a->slots[a->given % SLOTS];
    if (a->hand_count == 0) {
        s->ok = decide_piece(&a->own, s);
        return s;
    }
    pthread_mutex_lock(&a->lock);
    while (!s->done)
        pthread_cond_wait(&a->done, &a->lock);
    pthread_mutex_unlock(&a->lock);
    return s;
}

bool run_ahead_next(struct run_ahead *a, const struct decided_piece **out, struct err *err)
{
    *out = NULL;
    if (!ask_ahead(a, err))
        return false;
    if (a->given == a->asked)
        return true;
    struct slot *s = await(a);
    a->given++;
    if (!s->ok) {
        *err = s->err;
        return false;
    }
    *out = &s->piece;
    return true;
}

static bool anybody_reads(const struct run_ahead *a)
{
    for (size_t i = 0; i < a->hand_count; i++) {
        if (a->hands[i].reads)
            return true;
    }
    return false;
}

void run_ahead_rest(struct run_ahead *a, bool *more)
{
    pthread_mutex_lock(&a->lock);
    a->taken = a->asked; /* what nobody began is left, after an error */
    a->resting = true;
    pthread_cond_broadcast(&a->asked_for);
    while (anybody_reads(a))
        pthread_cond_wait(&a->done, &a->lock);
    pthread_mutex_unlock(&a->lock);
    *more = a->own.walk != NULL && !run_walk_ended(a->own.walk);
    run_walk_close(a->own.walk);
    a->own.walk = NULL;
    arena_clear(&a->own.arena);
}
