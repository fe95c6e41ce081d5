package catalog.controllers.rolling_update;

import grader.check.Learner;
import kube.controlplane.controllermanager.deployment.DeploymentController;

/// Where one instance of the learner's class works for several fleets, each in a namespace of its own,
/// as one controller serves a whole cluster. To start an instance takes longer than a roll-out.
final class Desk {

  private final Learner<DeploymentController> learner;
  private DeploymentController controller;
  private int fleets;

  Desk(Learner<DeploymentController> learner) {
    this.learner = learner;
    controller = learner.start();
  }

  DeploymentController controller() {
    return controller;
  }

  /// Its process ends and another begins, with empty fields.
  void replace() {
    controller = learner.start();
  }

  /// A namespace that no other fleet has.
  String namespace() {
    return "shop-" + ++fleets;
  }
}
