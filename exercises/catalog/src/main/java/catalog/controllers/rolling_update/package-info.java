/// X18, rolling update: from one version to the next, without ever leaving the users alone.
///
/// `Fleet` is one Deployment with its ReplicaSets, whose Pods start, fail and leave as time passes;
/// the checks are stories in it. They judge what truly was there, tick by tick, and leave the learner
/// the choice of how many moves one pass makes.
@NullMarked
package catalog.controllers.rolling_update;

import org.jspecify.annotations.NullMarked;
