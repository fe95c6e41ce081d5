package learner;

import static java.nio.charset.StandardCharsets.UTF_8;

import catalog.apiserver.badge_office.BadgeOffice;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Namespace;
import kube.foundation.api.Status;
import kube.foundation.client.Result;

/// Signs with a key a day, and believes what it signed itself, as long as all that it says holds.
///
/// The keys lie under the headers that we write for them. So a token with any other header has no
/// key, and nobody has to read what it says about its algorithm.
public class MyBadgeOffice implements BadgeOffice {
  private static final String DEFAULT = "default";
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(10);

  private final Map<String, KeyPair> keysByHeader = new HashMap<>();

  @Override
  public String issue(String namespace, String account, TokenSpec spec) {
    if (Duration.between(spec.issuedAt(), spec.expires()).compareTo(SHORTEST_LIFE) < 0) {
      throw new IllegalArgumentException("may not specify a duration less than 10 minutes");
    }
    String header = header(LocalDate.ofInstant(spec.issuedAt(), ZoneOffset.UTC));
    KeyPair key = keysByHeader.computeIfAbsent(header, _ -> freshKey());
    String signed = header + "." + packed(claims(namespace, account, spec));
    return signed + "." + base64(signature(signed, key));
  }

  @Override
  public Review review(String token, List<String> audiences, World world) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || !isSignedByUs(parts[0], parts[1], parts[2])) {
      return new Review.Doubted("it has no signature of ours");
    }
    List<String> claims = unpacked(parts[1]);
    return review(claims.get(0), claims.get(1), spec(claims), audiences, world);
  }

  private static Review review(String namespace, String account, TokenSpec spec,
      List<String> audiences, World world) {
    Instant now = world.now();
    if (now.isBefore(spec.issuedAt())) {
      return new Review.Doubted("it is not valid before " + spec.issuedAt());
    }
    if (!now.isBefore(spec.expires())) {
      return new Review.Doubted("it expired at " + spec.expires());
    }
    if (Collections.disjoint(spec.audiences(), audiences)) {
      return new Review.Doubted("it is for " + spec.audiences() + ", not for " + audiences);
    }
    return isAlive(namespace, account, spec, world)
        ? new Review.Believed(namespace, account, spec)
        : new Review.Doubted("its account, or what it is bound to, is gone");
  }

  /// A token of a Pod names its node as well, and does not die with it.
  private static boolean isAlive(String namespace, String account, TokenSpec spec, World world) {
    boolean isOfPod = spec.bonds().stream().anyMatch(bond -> bond.kind().equals("pod"));
    return world.lives("serviceaccount", namespace, account, spec.accountUid())
        && spec.bonds().stream().allMatch(bond -> bond.kind().equals("node")
            ? isOfPod || world.lives("node", "", bond.name(), bond.uid())
            : world.lives(bond.kind(), namespace, bond.name(), bond.uid()));
  }

  @Override
  public Result reconcile(Namespace namespace, Accounts accounts) {
    String name = namespace.metadata().name();
    if (namespace.metadata().isBeingDeleted() || accounts.has(name, DEFAULT)) return Result.done();
    return switch (accounts.create(name, DEFAULT)) {
      case ApiResult.Ok<String> _ -> Result.done();
      case ApiResult.Refused<String>(Status refusal) -> refusal.reason().equals("AlreadyExists")
          ? Result.done()
          : Result.retry(refusal.message());
    };
  }

  private static List<String> claims(String namespace, String account, TokenSpec spec) {
    List<String> claims = new ArrayList<>(List.of(namespace, account, spec.accountUid(), spec.id(),
        seconds(spec.issuedAt()), seconds(spec.expires()),
        spec.warnAfter().map(MyBadgeOffice::seconds).orElse(""),
        Integer.toString(spec.audiences().size())));
    claims.addAll(spec.audiences());
    spec.bonds().forEach(bond -> claims.addAll(List.of(bond.kind(), bond.name(), bond.uid())));
    return claims;
  }

  private static TokenSpec spec(List<String> claims) {
    int audiencesEnd = 8 + Integer.parseInt(claims.get(7));
    List<Bond> bonds = new ArrayList<>();
    for (int i = audiencesEnd; i < claims.size(); i += 3) {
      bonds.add(new Bond(claims.get(i), claims.get(i + 1), claims.get(i + 2)));
    }
    return new TokenSpec(claims.get(3), claims.get(2), claims.subList(8, audiencesEnd),
        instant(claims.get(4)), instant(claims.get(5)),
        Optional.of(claims.get(6)).filter(text -> !text.isEmpty()).map(MyBadgeOffice::instant),
        bonds);
  }

  private static String seconds(Instant moment) {
    return Long.toString(moment.getEpochSecond());
  }

  private static Instant instant(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  private static String header(LocalDate day) {
    String header = "{\"alg\":\"ES256\",\"kid\":\"" + day + "\"}";
    return base64(header.getBytes(UTF_8));
  }

  private boolean isSignedByUs(String header, String claims, String signature) {
    KeyPair key = keysByHeader.get(header);
    if (key == null) return false;
    try {
      Signature check = Signature.getInstance("SHA256withECDSA");
      check.initVerify(key.getPublic());
      check.update((header + "." + claims).getBytes(UTF_8));
      return check.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  private static byte[] signature(String text, KeyPair key) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static KeyPair freshKey() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String packed(List<String> texts) {
    return base64(texts.stream().map(text -> URLEncoder.encode(text, UTF_8))
        .collect(Collectors.joining("&")).getBytes(UTF_8));
  }

  private static List<String> unpacked(String word) {
    return Stream.of(new String(Base64.getUrlDecoder().decode(word), UTF_8).split("&", -1))
        .map(text -> URLDecoder.decode(text, UTF_8)).toList();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
