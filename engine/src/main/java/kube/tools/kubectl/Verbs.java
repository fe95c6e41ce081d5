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

/// Every verb there is, in the order in which people meet them.
final class Verbs {

  private static final Verb ROOT = Verb.group("", "kubectl controls the Kubernetes cluster manager",
      List.of(CreateVerb.verb(Generators.verbs()), Generators.expose(), RunVerb.verb(),
          SetVerbs.verb(),
          ExplainVerb.verb(), GetVerb.verb(), EditVerb.verb(), DeleteVerb.verb(),
          RolloutVerbs.verb(), ScaleVerb.verb(), AutoscaleVerb.verb(),
          CertificateVerbs.verb(), InfoVerbs.clusterInfo(), InfoVerbs.top(), NodeVerbs.cordon(),
          NodeVerbs.uncordon(), DrainVerb.verb(), TaintVerb.verb(),
          DescribeVerb.verb(), LogsVerb.verb(), ExecVerb.attach(), ExecVerb.exec(),
          PortForwardVerb.verb(), ProxyVerb.verb(), CopyVerb.verb(), AuthVerbs.verb(),
          DebugVerb.verb(), EventsVerb.verb(),
          DiffVerb.verb(), ApplyVerb.verb(), PatchVerb.verb(), ReplaceVerb.verb(),
          WaitVerb.verb(), Kustomize.verb(),
          LabelVerb.label(), LabelVerb.annotate(), CompletionVerbs.completion(),
          alpha(), ConfigVerbs.verb(), PluginVerbs.verb(), VersionVerbs.version(),
          VersionVerbs.apiVersions(), VersionVerbs.apiResources(), options()));

  private Verbs() {}

  private static Verb alpha() {
    return Verb.of("alpha", "", "Commands for features in alpha", List.of(), List.of(),
        (session, arguments) -> {
          session.console().error("No alpha commands are available in this version of kubectl");
          return 0;
        });
  }

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
