package site.cell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import site.cell.worker.Report;

/// What the engine's own sources say about a name: the JDK's shell knows only the JDK's.
///
/// The sources travel in the built program; where they are not, a name keeps its signature alone.
final class EngineDocs {
  private static final String SOURCES = "/sources/engine-sources.jar";
  private static final Pattern SIMPLE = Pattern.compile("([A-Z]\\w*)(?:<.*>)?\\.(\\w+)\\(");
  private static final Pattern TYPE = Pattern.compile("(?:^|\\.|\\s)([A-Z]\\w*)(?:<[^.]*>)?$");

  private final Map<String, String> files = new TreeMap<>();
  private boolean isRead;

  /// The same pages, with the words of the engine's sources where there were none.
  Report.Described filled(Report.Described described) {
    return new Report.Described(described.pages().stream().map(page -> page.text().isEmpty()
        ? new Report.Page(page.signature(), about(page.signature()))
        : page).toList());
  }

  private String about(String signature) {
    Matcher method = SIMPLE.matcher(signature);
    if (method.find()) {
      return text(method.group(1)).map(source -> of(source, method.group(2), true)).orElse("");
    }
    Matcher type = TYPE.matcher(signature);
    return type.find()
        ? text(type.group(1)).map(source -> of(source, type.group(1), false)).orElse("")
        : "";
  }

  /// The comment right above the first declaration of this name.
  static String of(String source, String name, boolean isMethod) {
    Pattern declaration = Pattern.compile(isMethod
        ? "^\\s*(?:[\\w.<>\\[\\], ?@]+\\s)?" + Pattern.quote(name) + "\\(.*"
        : ".*\\b(?:class|record|interface|enum)\\s+" + Pattern.quote(name) + "\\b.*");
    List<String> comment = new ArrayList<>();
    for (String line : source.lines().toList()) {
      String text = line.strip();
      if (text.startsWith("///")) {
        comment.add(text.substring(3).strip());
      } else if (!comment.isEmpty() && declaration.matcher(line).matches()) {
        return String.join("\n", comment);
      } else if (!text.startsWith("@")) {
        comment.clear();
      }
    }
    return "";
  }

  private synchronized java.util.Optional<String> text(String type) {
    if (!isRead) {
      isRead = true;
      read();
    }
    return java.util.Optional.ofNullable(files.get(type));
  }

  private void read() {
    try (InputStream jar = EngineDocs.class.getResourceAsStream(SOURCES)) {
      if (jar == null) return;
      ZipInputStream entries = new ZipInputStream(jar);
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries
          .getNextEntry()) {
        String name = entry.getName();
        if (!name.endsWith(".java")) continue;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entries.transferTo(bytes);
        files.putIfAbsent(name.substring(name.lastIndexOf('/') + 1, name.length() - 5),
            bytes.toString(StandardCharsets.UTF_8));
      }
    } catch (IOException problem) {
      throw new UncheckedIOException("The engine's sources cannot be read", problem);
    }
  }
}
