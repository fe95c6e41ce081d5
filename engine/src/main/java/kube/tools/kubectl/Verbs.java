package kube.tools.kubectl;

import java.util.List;

import kube.tools.kubectl.cluster.AuthVerbs;
import kube.tools.kubectl.cluster.CertificateVerbs;
import kube.tools.kubectl.cluster.ConfigVerbs;
import kube.tools.kubectl.cluster.DrainVerb;
import kube.tools.kubectl.cluster.InfoVerbs;
import kube.tools.kubectl.cluster.NodeVerbs;
import kube.tools.kubectl.cluster.PluginVerbs;
import kube.tools.kubectl.cluster.TaintVerb;
import kube.tools.kubectl.cluster.VersionVerbs;
import kube.tools.kubectl.debug.DebugVerb;
import kube.tools.kubectl.describe.DescribeVerb;
import kube.tools.kubectl.generate.Generators;
import kube.tools.kubectl.generate.RunVerb;
import kube.tools.kubectl.kustomize.Kustomize;
import kube.tools.kubectl.read.EventsVerb;
import kube.tools.kubectl.read.ExplainVerb;
import kube.tools.kubectl.read.GetVerb;
import kube.tools.kubectl.stream.CopyVerb;
import kube.tools.kubectl.stream.ExecVerb;
import kube.tools.kubectl.stream.LogsVerb;
import kube.tools.kubectl.stream.PortForwardVerb;
import kube.tools.kubectl.stream.ProxyVerb;
import kube.tools.kubectl.workload.AutoscaleVerb;
import kube.tools.kubectl.workload.RolloutVerbs;
import kube.tools.kubectl.set.SetVerbs;
import kube.tools.kubectl.workload.WaitVerb;
import kube.tools.kubectl.write.ApplyVerb;
import kube.tools.kubectl.write.CreateVerb;
import kube.tools.kubectl.write.DeleteVerb;
import kube.tools.kubectl.write.DiffVerb;
import kube.tools.kubectl.write.EditVerb;
import kube.tools.kubectl.write.LabelVerb;
import kube.tools.kubectl.write.PatchVerb;
import kube.tools.kubectl.write.ReplaceVerb;
import kube.tools.kubectl.write.ScaleVerb;

/// Every verb there is.
final class Verbs {

  private static final Verb ROOT = Verb.group("", "kubectl controls the Kubernetes cluster manager",
      List.of(LabelVerb.annotate(), VersionVerbs.apiResources(), VersionVerbs.apiVersions(),
          ApplyVerb.verb(), ExecVerb.attach(), AuthVerbs.verb(), AutoscaleVerb.verb(),
          CertificateVerbs.verb(),
          InfoVerbs.clusterInfo(), CompletionVerbs.completion(), ConfigVerbs.verb(),
          NodeVerbs.cordon(),
          CopyVerb.verb(), CreateVerb.verb(Generators.verbs()), DeleteVerb.verb(),
          DescribeVerb.verb(),
          DebugVerb.verb(), DiffVerb.verb(), DrainVerb.verb(), EditVerb.verb(), EventsVerb.verb(),
          ExecVerb.exec(),
          ExplainVerb.verb(), Generators.expose(),
          GetVerb.verb(), Kustomize.verb(), LabelVerb.label(), LogsVerb.verb(), options(),
          PatchVerb.verb(), PluginVerbs.verb(), PortForwardVerb.verb(), ProxyVerb.verb(),
          ReplaceVerb.verb(),
          RolloutVerbs.verb(), RunVerb.verb(), ScaleVerb.verb(),
          SetVerbs.verb(), TaintVerb.verb(), InfoVerbs.top(), NodeVerbs.uncordon(),
          VersionVerbs.version(), WaitVerb.verb()));

  private Verbs() {}

  private static Verb options() {
    return Verb.of("options", "", "Print the list of flags inherited by all commands", List.of(),
        List.of(), (session, arguments) -> {
          session.console().out().print(HelpText.options(GlobalFlags.ALL).replaceFirst(
              "Options:", "The following options can be passed to any command:\n"));
          return 0;
        });
  }

  static Verb root() {
    return ROOT;
  }
}
