package kube.controlplane.apiserver.handler;

import java.util.ArrayDeque;
import java.util.Deque;

import kube.controlplane.apiserver.admission.webhook.WebhookCalls;
import kube.controlplane.apiserver.catalogue.conversion.ConversionFailure;
import kube.controlplane.apiserver.output.Representation;
import kube.foundation.api.Resource;
import kube.foundation.api.Response.WatchEvent;
import kube.foundation.api.Response.WatchSink;

/// Hands events on in the form that the client wants, in their order, although a webhook may take
/// its time to translate one of them.
///
/// Owned by the loop.
final class PatientSink implements WatchSink {

  private final WebhookCalls calls;
  private final Representation form;
  private final WatchSink sink;
  private final Deque<WatchEvent> waiting = new ArrayDeque<>();
  private boolean begun;
  private boolean isAsking;
  private boolean isOver;

  PatientSink(WebhookCalls calls, Representation form, WatchSink sink) {
    this.calls = calls;
    this.form = form;
    this.sink = sink;
  }

  @Override
  public void event(WatchEvent event) {
    waiting.add(event);
    goOn();
  }

  @Override
  public void ended() {
    isOver = true;
    goOn();
  }

  private void goOn() {
    while (!isAsking && !waiting.isEmpty()) {
      WatchEvent event = waiting.getFirst();
      isAsking = true;
      calls.whenAnswered(() -> shown(event), this::tell);
    }
    if (isOver && waiting.isEmpty()) sink.ended();
  }

  private WatchEvent shown(WatchEvent event) {
    if (event.type().equals("ERROR")) return event;
    try {
      return new WatchEvent(event.type(), form.event(event.object(), !begun));
    } catch (ConversionFailure failure) {
      return new WatchEvent("ERROR", Resource.of(failure.status().toJson()));
    }
  }

  private void tell(WatchEvent event) {
    waiting.removeFirst();
    begun = true;
    sink.event(event);
    isAsking = false;
    goOn();
  }
}
