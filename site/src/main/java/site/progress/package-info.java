/// What a learner has done and must never lose: drafts, answers, hints, attempts.
///
/// [Progress] is the one small interface that pages use. [SqliteProgress] keeps it in one SQLite
/// file, written ahead (WAL), so that a killed server loses nothing it has acknowledged;
/// [Database] opens that file, brings its tables up to date with Flyway, and turns each way a
/// disk can fail into [StorageTrouble], a sentence with a remedy. [ProgressFile] is one learner's
/// progress as a file. [Learner] is a random name in a cookie: no account, no address, nothing else.
@NullMarked
package site.progress;

import org.jspecify.annotations.NullMarked;
