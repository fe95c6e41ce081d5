package kube.node.containerruntime.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

import kube.network.Cidr;
import kube.network.DnsMessage;
import kube.network.DnsMessage.Answered;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;

/// `nslookup`: asks the name server and shows what it says.
final class NameTool implements Tool {

  @Override
  public void run(Call call, IntConsumer done) {
    List<String> names = call.operands();
    if (names.isEmpty()) {
      done.accept(call.fail("usage: nslookup [-type=TYPE] NAME"));
      return;
    }
    String typed = names.getFirst();
    boolean isAddress = Cidr.isAddress(typed);
    String name = isAddress
        ? String.join(".", List.of(typed.split("\\.")).reversed()) + ".in-addr.arpa."
        : typed;
    Resolver resolver = new Resolver(call.world());
    resolver.lookUp(name, isAddress ? RecordType.PTR : type(call),
        answer -> done.accept(show(call, typed, resolver.server(), answer)));
  }

  private static RecordType type(Call call) {
    for (String word : call.words()) {
      if (!word.matches("-(query|q|type)=.+")) continue;
      String wanted = word.substring(word.indexOf('=') + 1).toUpperCase(Locale.ROOT);
      for (RecordType type : RecordType.values()) {
        if (type.name().equals(wanted)) return type;
      }
    }
    return RecordType.A;
  }

  private static int show(Call call, String typed, String server, DnsMessage answer) {
    if (answer.code() == Code.SERVFAIL && answer.name().isEmpty()) {
      call.streams().err().line(";; connection timed out; no servers could be reached");
      return 1;
    }
    call.out("Server:\t\t" + server);
    call.out("Address:\t" + server + ":53");
    call.out("");
    if (answer.code() != Code.NOERROR) {
      call.out("** server can't find " + typed + ": " + answer.code());
      call.out("");
      return 1;
    }
    if (answer.answers().isEmpty()) call.out("*** Can't find " + typed + ": No answer");
    for (Answered record : answer.answers()) {
      switch (record.type()) {
        case A -> {
          call.out("Name:\t" + record.name());
          call.out("Address: " + record.value());
        }
        case CNAME -> call.out(record.name() + "\tcanonical name = " + record.value());
        case PTR -> call.out(record.name() + "\tname = " + record.value());
        case SRV -> call.out(record.name() + "\tservice = " + record.value());
        case AAAA, OTHER -> {}
      }
    }
    call.out("");
    return 0;
  }
}
