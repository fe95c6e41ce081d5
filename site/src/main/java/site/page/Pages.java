package site.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Renders the templates, which the build has compiled into classes.
///
/// It writes bytes rather than a string, because the still parts of a page are bytes already:
/// a warm page is put together in tens of microseconds. Safe for any number of threads.
public final class Pages {
  private static final String TEMPLATES = "site.templates";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(
      null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);

  /// Answers with the template, given the page and what else it needs, by parameter name.
  public void show(Context ctx, Page page, String template, Map<String, ?> values) {
    ctx.contentType("text/html; charset=utf-8");
    ctx.header("Cache-Control", "no-store");
    ctx.result(render(page, template, values));
  }

  /// The bytes of a page.
  public byte[] render(Page page, String template, Map<String, ?> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("page", page);
    return render(template, all);
  }

  /// The bytes of a document that is no page of the site.
  public byte[] render(String template, Map<String, ?> values) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(template, Map.copyOf(values), output);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
    try {
      output.writeTo(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Writing to memory failed.", impossible);
    }
    return bytes.toByteArray();
  }
}
