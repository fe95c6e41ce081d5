package kube.network.dns;

import java.util.List;

import kube.network.DnsMessage.Answered;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;

/// Answers questions about names below `cluster.local`.
///
/// Its records are the same for everybody who asks; which names a program in a Pod tries, and in
/// which order, is the business of the resolver in the Pod ([#expand]).
public interface ClusterDns {

  /// An answer: `NXDOMAIN` when there is no such name, `NOERROR` without records when there is but
  /// not of this type, `REFUSED` when the name is not ours.
  record Answer(Code code, List<Answered> records) {
    public Answer { records = List.copyOf(records); }
  }

  Answer query(String name, RecordType type, DnsView world);

  /// The names that a resolver tries one after the other for what somebody typed in a Pod of this
  /// namespace.
  List<String> expand(String typed, String namespace, int ndots);
}
