package kube.node.kubelet.volume;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// Our own way: one link that is moved.
///
/// The files lie in a folder with a time stamp. The link `..data` leads to it, and the names that
/// people use lead through that link: changing the one link changes all files in one step.
///
/// **In Kubernetes:**
/// [atomic_writer.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/volume/util/atomic_writer.go)
public final class LinkSwap implements AtomicFolder {

  private static final String CURRENT = "..data";
  private static final String NEXT = "..data_tmp";
  private static final DateTimeFormatter STAMP = DateTimeFormatter
      .ofPattern("'..'uuuu_MM_dd_HH_mm_ss.nnnnnnnnn").withZone(ZoneOffset.UTC);

  @Override
  public boolean write(Folder folder, SortedMap<String, FileSpec> files, Instant now) {
    folder.makeFolder("");
    if (holds(folder, files)) return false;
    List<String> old = stamped(folder);
    String fresh = STAMP.format(now);
    folder.makeFolder(fresh);
    files.forEach((path, file) -> {
      int slash = path.lastIndexOf('/');
      if (slash > 0) folder.makeFolder(fresh + "/" + path.substring(0, slash));
      folder.write(fresh + "/" + path, file.content(), file.mode());
    });
    folder.link(NEXT, fresh);
    folder.move(NEXT, CURRENT);
    showNames(folder, files.keySet());
    old.stream().filter(name -> !name.equals(fresh)).forEach(folder::remove);
    return true;
  }

  private static boolean holds(Folder folder, SortedMap<String, FileSpec> files) {
    return folder.readLink(CURRENT)
        .filter(real -> inside(folder, real).size() == files.size())
        .filter(real -> files.entrySet().stream().allMatch(file -> folder
            .read(real + "/" + file.getKey())
            .filter(content -> Arrays.equals(content, file.getValue().content())).isPresent()))
        .isPresent();
  }

  private static List<String> inside(Folder folder, String path) {
    List<String> found = new ArrayList<>();
    for (String name : folder.list(path)) {
      String inner = path + "/" + name;
      if (folder.isFolder(inner)) found.addAll(inside(folder, inner));
      else
        found.add(inner);
    }
    return found;
  }

  /// The folders of this and of earlier contents.
  private static List<String> stamped(Folder folder) {
    return folder.list("").stream()
        .filter(name -> name.startsWith("..") && !name.equals(CURRENT)).toList();
  }

  private static void showNames(Folder folder, Set<String> paths) {
    TreeSet<String> names = new TreeSet<>();
    paths.forEach(path -> names.add(path.replaceFirst("/.*", "")));
    for (String name : folder.list("")) {
      if (!name.startsWith("..") && !names.remove(name)) folder.remove(name);
    }
    names.forEach(name -> folder.link(name, CURRENT + "/" + name));
  }
}
