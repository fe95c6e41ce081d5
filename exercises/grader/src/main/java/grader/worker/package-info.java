/// The conversation between the grader and a learner's part, and what runs at the worker's end of
/// it.
///
/// In reading order: [grader.worker.Wire] carries frames, each with its length and number;
/// [grader.worker.Vocabulary] lists the types that may be spoken of, and [grader.worker.Frames] says
/// which questions a slot makes of them; [grader.worker.Encoder] and
/// [grader.worker.Decoder] turn values into bytes and back; [grader.worker.Mirrors] keeps arrays
/// and collections that both sides hold alike; [grader.worker.Peer] makes calls and answers them,
/// callbacks nested; [grader.worker.Worker] is the learner's end, [grader.worker.WorkerMain] starts
/// it in a process.
///
/// While a worker waits, a [grader.worker.DressRehearsal] makes it quick: a made-up conversation,
/// which the first word of the grader ends.
///
/// This package is all that a worker's process holds besides the slots' types and the learner's
/// classes. It makes no verdicts and knows none.
@NullMarked
package grader.worker;

import org.jspecify.annotations.NullMarked;
