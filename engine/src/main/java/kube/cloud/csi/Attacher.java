package kube.cloud.csi;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.kinds.StorageKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ArrayNode;

/// Attaches the disks of its driver to nodes, and detaches them.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes-csi.github.io/docs/external-attacher.html
final class Attacher {

  private final Actor actor;
  private final ApiClient client;
  private final Driver driver;
  private final String mark;
  private final Informer<AnyObject> attachments;

  Attacher(Actor actor, ApiClient client, Driver driver, Informer<AnyObject> attachments) {
    this.actor = actor;
    this.client = client;
    this.driver = driver;
    this.attachments = attachments;
    this.mark = "external-attacher/" + driver.name().replace('.', '-');
    attachments.onChange(this::changed);
  }

  private void changed(Change<AnyObject> change) {
    if (change.isDeletion()) return;
    Key key = change.object().key();
    boolean isNews = change.before().isEmpty()
        || (change.object().metadata().isBeingDeleted()
            && !change.before().get().metadata().isBeingDeleted());
    if (isNews && isOurs(change.object())) actor.after(driver.effort(), () -> settle(key));
  }

  private boolean isOurs(AnyObject attachment) {
    return Json.text(attachment.resource().tree(), "spec.attacher").equals(driver.name());
  }

  private void settle(Key key) {
    attachments.get(key).ifPresent(attachment -> {
      if (attachment.metadata().isBeingDeleted()) {
        client.edit(StorageKinds.VOLUME_ATTACHMENT, key, "", tree -> tree.withObject("metadata")
            .remove("finalizers"));
      } else {
        client.edit(StorageKinds.VOLUME_ATTACHMENT, key, "", tree -> {
          ArrayNode marks = tree.withObject("metadata").withArray("finalizers");
          if (!attachment.metadata().finalizers().contains(mark)) marks.add(mark);
        });
        client.patchStatus(StorageKinds.VOLUME_ATTACHMENT, key,
            Json.object().put("attached", true));
      }
    });
  }
}
