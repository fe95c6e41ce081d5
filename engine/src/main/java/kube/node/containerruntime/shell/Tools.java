package kube.node.containerruntime.shell;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/// The table of programs that the images with a shell bring along.
public final class Tools {

  private static final Map<String, Tool> TABLE = new TreeMap<>();

  static {
    HostTools.addTo(TABLE);
    FileTools.addTo(TABLE);
    TextTools.addTo(TABLE);
    FilterTools.addTo(TABLE);
    EditTools.addTo(TABLE);
    ColumnTools.addTo(TABLE);
    LookTools.addTo(TABLE);
    TABLE.put("tar", new Tar());
    TABLE.put("curl", new WebClient(true));
    TABLE.put("wget", new WebClient(false));
    TABLE.put("nslookup", new NameTool());
    TABLE.put("nc", new NetCat());
    TABLE.put("ping", new Ping());
    TABLE.put("ip", Tool.quick(AddressTool::run));
    TABLE.put("sh", new ShellTool());
    TABLE.put("ash", new ShellTool());
    TABLE.put("bash", new ShellTool());
  }

  private Tools() {}

  static @Nullable Tool find(String name) {
    return TABLE.get(name);
  }

  /// The names of all of them, sorted.
  public static Set<String> names() {
    return new TreeSet<>(TABLE.keySet());
  }
}
