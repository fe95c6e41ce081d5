package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Response;

import org.junit.jupiter.api.Test;

/// What `kubectl get` prints is computed by the server.
class TablesTest {

  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

  private final World world = new World();

  @Test
  void a_pod_is_a_row_of_nine_cells() {
    world.pod("web");
    world.bind("web", "node-a");
    world.merge("/api/v1/namespaces/default/pods/web/status", "{'status':{'phase':'Running',"
        + "'podIP':'10.1.0.4','containerStatuses':[{'name':'web','ready':true,'restartCount':3,"
        + "'state':{'running':{}},'lastState':{'terminated':{'exitCode':1,"
        + "'finishedAt':'2026-11-22T08:01:00Z'}}}]}}");
    world.loop.advance(Duration.ofSeconds(150));

    assertThat(rows("/api/v1/pods")).containsExactly(
        "web 1/1 Running 3 (90s ago) 2m30s 10.1.0.4 node-a <none> <none>");
  }

  @Test
  void the_status_of_a_pod_is_what_is_most_worth_knowing() {
    world.pod("web");
    world.bind("web", "node-a");
    waiting("ContainerCreating");
    assertThat(rows("/api/v1/pods").getFirst()).startsWith("web 0/1 ContainerCreating 0 ");
    waiting("CrashLoopBackOff");
    assertThat(rows("/api/v1/pods").getFirst()).startsWith("web 0/1 CrashLoopBackOff 0 ");
    world.delete("/api/v1/namespaces/default/pods/web");
    assertThat(rows("/api/v1/pods").getFirst()).startsWith("web 0/1 Terminating 0 ");
  }

  @Test
  void nodes_namespaces_and_services_have_their_own_columns() {
    world.create("/api/v1/nodes", "{'metadata':{'name':'node-a','labels':"
        + "{'node-role.kubernetes.io/worker':''}},'spec':{'unschedulable':true},'status':{"
        + "'conditions':[{'type':'Ready','status':'True'}],'nodeInfo':{'kubeletVersion':'v1.37.0',"
        + "'osImage':'o','kernelVersion':'k','containerRuntimeVersion':'r'},"
        + "'addresses':[{'type':'InternalIP','address':'10.0.0.1'}]}}");

    assertThat(rows("/api/v1/nodes")).containsExactly(
        "node-a Ready,SchedulingDisabled worker 0s v1.37.0 10.0.0.1 <none> o k r");
    assertThat(rows("/api/v1/namespaces")).containsExactly("default Active 0s");
  }

  @Test
  void a_watch_says_the_columns_once_and_the_age_of_each_moment() {
    world.pod("web");
    var watching = new World.Watching();
    var stream = (Response.Stream) world.server.handle(
        World.request("GET", "/api/v1/pods?watch=true").withHeader("accept", TABLE));
    stream.source().open(watching);
    world.settle();
    world.loop.advance(Duration.ofSeconds(9));
    world.bind("web", "node-a");
    world.settle();

    assertThat(watching.events.stream().map(
        event -> event.object().tree().path("columnDefinitions").size())).containsExactly(9, 0);
    assertThat(watching.events.getLast().object().tree().path("rows").get(0).path("cells").get(4)
        .asString("")).isEqualTo("9s");
  }

  private void waiting(String reason) {
    world.merge("/api/v1/namespaces/default/pods/web/status", "{'status':{'containerStatuses':["
        + "{'name':'web','ready':false,'restartCount':0,'state':{'waiting':{'reason':'" + reason
        + "'}}}]}}");
  }

  private List<String> rows(String path) {
    var table = world.send(World.request("GET", path).withHeader("accept", TABLE));
    assertThat(table.text("kind")).isEqualTo("Table");
    return Json.list(table.body(), "rows", row -> String.join(" ",
        Json.list(row, "cells", cell -> cell.asString(""))));
  }
}
