package learner;

import catalog.apiserver.badge_office.BadgeOffice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import kube.foundation.api.Namespace;
import kube.foundation.client.Result;

/// Writes its claims as bytes, and checks a badge by a list of doubts, the first of which wins.
public class MyBadgeOffice implements BadgeOffice {
  private static final long SECONDS_OF_A_DAY = 86_400;
  private static final int SHORTEST_LIFE_SECONDS = 600;

  private final SortedMap<Long, KeyPair> keysByDay = new TreeMap<>();

  private record Badge(String namespace, String account, TokenSpec spec) {}

  @Override
  public String issue(String namespace, String account, TokenSpec spec) {
    if (spec.expires().isBefore(spec.issuedAt().plusSeconds(SHORTEST_LIFE_SECONDS))) {
      throw new IllegalArgumentException("a token lives ten minutes at least");
    }
    long day = Math.floorDiv(spec.issuedAt().getEpochSecond(), SECONDS_OF_A_DAY);
    try {
      KeyPair key = keysByDay.get(day);
      if (key == null) {
        key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        keysByDay.put(day, key);
      }
      String text = header(day) + "." + word(written(new Badge(namespace, account, spec)));
      Signature pen = Signature.getInstance("SHA256withECDSA");
      pen.initSign(key.getPrivate());
      pen.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + word(pen.sign());
    } catch (GeneralSecurityException noSuchThing) {
      throw new IllegalStateException("this JDK cannot sign", noSuchThing);
    }
  }

  @Override
  public Review review(String token, List<String> audiences, World world) {
    List<String> words = List.of(token.split("\\.", -1));
    Optional<KeyPair> key = keysByDay.entrySet().stream()
        .filter(entry -> header(entry.getKey()).equals(words.getFirst()))
        .map(entry -> entry.getValue()).findFirst();
    if (words.size() != 3 || key.isEmpty() || !isSigned(words, key.get())) {
      return new Review.Doubted("forged");
    }
    Badge badge = read(Base64.getUrlDecoder().decode(words.get(1)));
    return Stream.of(doubtAboutTime(badge.spec(), world.now()),
        doubtAboutAudience(badge.spec(), audiences)).flatMap(Optional::stream)
        .findFirst().or(() -> doubtAboutLife(badge, world))
        .<Review>map(Review.Doubted::new)
        .orElseGet(() -> new Review.Believed(badge.namespace(), badge.account(), badge.spec()));
  }

  private static Optional<String> doubtAboutTime(TokenSpec spec, Instant now) {
    boolean isGood = now.compareTo(spec.issuedAt()) >= 0 && now.compareTo(spec.expires()) < 0;
    return isGood ? Optional.empty() : Optional.of("not its time");
  }

  private static Optional<String> doubtAboutAudience(TokenSpec spec, List<String> audiences) {
    return spec.audiences().stream().anyMatch(audiences::contains)
        ? Optional.empty()
        : Optional.of("for others");
  }

  private static Optional<String> doubtAboutLife(Badge badge, World world) {
    List<Bond> bonds = new ArrayList<>(badge.spec().bonds());
    if (bonds.stream().anyMatch(bond -> bond.kind().equals("pod"))) {
      bonds.removeIf(bond -> bond.kind().equals("node"));
    }
    bonds.add(new Bond("serviceaccount", badge.account(), badge.spec().accountUid()));
    return bonds.stream()
        .filter(bond -> !world.lives(bond.kind(),
            bond.kind().equals("node") ? "" : badge.namespace(), bond.name(), bond.uid()))
        .map(bond -> bond.kind() + " " + bond.name() + " is gone").findFirst();
  }

  private static boolean isSigned(List<String> words, KeyPair key) {
    try {
      Signature lens = Signature.getInstance("SHA256withECDSA");
      lens.initVerify(key.getPublic());
      lens.update((words.get(0) + "." + words.get(1)).getBytes(StandardCharsets.US_ASCII));
      return lens.verify(Base64.getUrlDecoder().decode(words.get(2)));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      return false;
    }
  }

  @Override
  public Result reconcile(Namespace namespace, Accounts accounts) {
    String name = namespace.metadata().name();
    if (namespace.metadata().isBeingDeleted() || accounts.has(name, "default")) {
      return Result.done();
    }
    return accounts.create(name, "default").refusal()
        .filter(refusal -> !refusal.reason().equals("AlreadyExists"))
        .map(refusal -> Result.retry(refusal.reason())).orElse(Result.done());
  }

  private static String header(long day) {
    return word(("{\"kid\":\"day-" + day + "\",\"alg\":\"ES256\"}")
        .getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] written(Badge badge) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      TokenSpec spec = badge.spec();
      for (String text : List.of(badge.namespace(), badge.account(), spec.id(),
          spec.accountUid())) {
        out.writeUTF(text);
      }
      out.writeLong(spec.issuedAt().getEpochSecond());
      out.writeLong(spec.expires().getEpochSecond());
      out.writeLong(spec.warnAfter().map(Instant::getEpochSecond).orElse(Long.MIN_VALUE));
      out.writeInt(spec.audiences().size());
      for (String audience : spec.audiences()) out.writeUTF(audience);
      out.writeInt(spec.bonds().size());
      for (Bond bond : spec.bonds()) {
        out.writeUTF(bond.kind());
        out.writeUTF(bond.name());
        out.writeUTF(bond.uid());
      }
    } catch (IOException tooLong) {
      throw new UncheckedIOException(tooLong);
    }
    return bytes.toByteArray();
  }

  private static Badge read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String namespace = in.readUTF();
      String account = in.readUTF();
      String id = in.readUTF();
      String uid = in.readUTF();
      Instant issued = Instant.ofEpochSecond(in.readLong());
      Instant expires = Instant.ofEpochSecond(in.readLong());
      long warn = in.readLong();
      List<String> audiences = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) audiences.add(in.readUTF());
      List<Bond> bonds = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        bonds.add(new Bond(in.readUTF(), in.readUTF(), in.readUTF()));
      }
      return new Badge(namespace, account, new TokenSpec(id, uid, audiences, issued, expires,
          warn == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(warn)),
          bonds));
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  private static String word(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
