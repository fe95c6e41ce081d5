package site;

import java.util.List;
import java.util.Optional;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.client.Transport;
import site.lab.LabTrouble;
import site.lab.own.OwnLabs;

/// The way from the cells of a lab's page to its cluster: the API server, as any client meets it.
///
/// Neither the labs nor the cells know each other; this is the one place that knows both.
record LabDoor(OwnLabs labs) {

  /// The way to the learner's lab of this id, when there is one. A lab that cannot run answers 503.
  Optional<Transport> to(String learner, String id) {
    return labs.find(learner, id).map(_ -> request -> {
      try {
        return labs.open(learner, id).ask(cluster -> cluster.transport().send(request));
      } catch (LabTrouble trouble) {
        return Response.Answer.refusal(new Status(503, "ServiceUnavailable",
            String.valueOf(trouble.getMessage()), "", "", "", List.of()));
      }
    });
  }
}
