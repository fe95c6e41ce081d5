package kube.controlplane.apiserver.access.authentication;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.function.Supplier;

import kube.foundation.api.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Signs the tokens of service accounts (ES256), and recognises its own signature.
///
/// The key is made when the first token is, because most clusters never need one. It outlives the
/// API server, as the file `sa.key` of a real cluster does: a restart must not make every token
/// worthless.
///
/// **In Kubernetes:** the files of `--service-account-signing-key-file` and
/// `--service-account-key-file`.
public final class SigningKey {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int BYTES_OF_A_COORDINATE = 32;

  private final Supplier<SecureRandom> source;
  private @Nullable SecureRandom random;
  private @Nullable KeyPair keys;

  private SigningKey(Supplier<SecureRandom> source) {
    this.source = source;
  }

  /// A key that nobody can guess: for clusters that are served.
  public static SigningKey unguessable() {
    return new SigningKey(SecureRandom::new);
  }

  /// The same key and the same signatures for the same seed: for clusters in virtual time.
  public static SigningKey seeded(long seed) {
    return new SigningKey(() -> numbers(seed));
  }

  private static SecureRandom numbers(long seed) {
    try {
      SecureRandom numbers = SecureRandom.getInstance("SHA1PRNG");
      numbers.setSeed(seed);
      return numbers;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this JDK has no SHA1PRNG", impossible);
    }
  }

  /// A key that was there before, from what [#toText] has written.
  public static SigningKey parse(String text) {
    SigningKey key = unguessable();
    try {
      String[] halves = text.strip().split("\n");
      KeyFactory factory = KeyFactory.getInstance("EC");
      key.keys = new KeyPair(
          factory.generatePublic(
              new X509EncodedKeySpec(Base64.getDecoder().decode(halves[0].strip()))),
          factory.generatePrivate(
              new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves[1].strip()))));
      return key;
    } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException unreadable) {
      throw new IllegalArgumentException("no key to sign tokens with", unreadable);
    }
  }

  /// Both halves, a line each, for whoever keeps the key until the cluster goes on.
  public String toText() {
    Base64.Encoder encoder = Base64.getEncoder();
    return encoder.encodeToString(keys().getPublic().getEncoded()) + "\n"
        + encoder.encodeToString(keys().getPrivate().getEncoded()) + "\n";
  }

  /// The key's name: a hash of its public half, which tokens carry as `kid`.
  String id() {
    try {
      return BASE64.encodeToString(MessageDigest.getInstance("SHA-256")
          .digest(keys().getPublic().getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw broken(impossible);
    }
  }

  byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys().getPrivate(), random());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw broken(impossible);
    }
  }

  boolean hasSigned(String text, byte[] signed) {
    if (signed.length != 2 * BYTES_OF_A_COORDINATE) return false;
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(keys().getPublic());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.verify(signed);
    } catch (GeneralSecurityException impossible) {
      throw broken(impossible);
    }
  }

  /// The public half, in the form that others verify tokens with.
  ObjectNode publicKey() {
    ECPublicKey key = (ECPublicKey) keys().getPublic();
    return Json.object().put("use", "sig").put("kty", "EC").put("kid", id()).put("crv", "P-256")
        .put("alg", "ES256")
        .put("x", coordinate(key.getW().getAffineX()))
        .put("y", coordinate(key.getW().getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[BYTES_OF_A_COORDINATE];
    int length = Math.min(bytes.length, padded.length);
    System.arraycopy(bytes, bytes.length - length, padded, padded.length - length, length);
    return BASE64.encodeToString(padded);
  }

  private SecureRandom random() {
    if (random == null) random = source.get();
    return random;
  }

  private KeyPair keys() {
    KeyPair made = keys;
    if (made == null) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random());
        made = generator.generateKeyPair();
      } catch (GeneralSecurityException impossible) {
        throw broken(impossible);
      }
      keys = made;
    }
    return made;
  }

  private static IllegalStateException broken(GeneralSecurityException impossible) {
    return new IllegalStateException("this JDK cannot sign with P-256", impossible);
  }

  /// Never shows the key.
  @Override
  public String toString() {
    return "SigningKey";
  }
}
