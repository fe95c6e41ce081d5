package kube.tools.kubectl.resource;

import java.math.BigInteger;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;

/// Takes `0644` for the number 420, as every reader of YAML 1.1 does and manifests rely on: the
/// modes of files are written so.
final class OctalParser extends JsonParserDelegate {

  private static final Pattern OCTAL = Pattern.compile("0[0-7]{1,20}");

  private final String text;
  private int number;
  private boolean isOctal;

  OctalParser(JsonParser parser, String text) {
    super(parser);
    this.text = text;
  }

  @Override
  public @Nullable JsonToken nextToken() {
    JsonToken token = super.nextToken();
    isOctal = token == JsonToken.VALUE_STRING && isPlainOctal();
    if (!isOctal) return token;
    number = new BigInteger(super.getString(), 8).intValue();
    return JsonToken.VALUE_NUMBER_INT;
  }

  /// A text in quotes stays a text.
  private boolean isPlainOctal() {
    String value = super.getString();
    if (value == null || !OCTAL.matcher(value).matches()) return false;
    long start = super.currentTokenLocation().getCharOffset();
    return start >= 0 && start < text.length() && text.charAt((int) start) == '0';
  }

  @Override
  public @Nullable JsonToken currentToken() {
    return isOctal ? JsonToken.VALUE_NUMBER_INT : super.currentToken();
  }

  @Override
  public int currentTokenId() {
    return isOctal ? JsonToken.VALUE_NUMBER_INT.id() : super.currentTokenId();
  }

  @Override
  public NumberType getNumberType() {
    return isOctal ? NumberType.INT : super.getNumberType();
  }

  @Override
  public Number getNumberValue() {
    return isOctal ? Integer.valueOf(number) : super.getNumberValue();
  }

  @Override
  public int getIntValue() {
    return isOctal ? number : super.getIntValue();
  }
}
