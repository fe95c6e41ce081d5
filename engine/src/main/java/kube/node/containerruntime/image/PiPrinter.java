package kube.node.containerruntime.image;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one line of Perl that half the world has run as its first Job: it computes π, prints it and
/// ends.
///
/// **Models** `perl -Mbignum=bpi -wle 'print bpi(2000)'`, with any number of digits. **Leaves out**
/// the rest of Perl, and says so.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/
record PiPrinter(List<String> words) implements Program {

  private static final Pattern DIGITS = Pattern.compile("print bpi\\((\\d{1,4})\\)");
  private static final Duration WORK = Duration.ofSeconds(5);

  PiPrinter { words = List.copyOf(words); }

  @Override
  public void start(Surroundings surroundings) {
    Matcher script = DIGITS.matcher(commandLine());
    if (!script.find()) {
      surroundings.print("this perl knows one script only: -Mbignum=bpi -wle 'print bpi(2000)'");
      surroundings.exit(2);
      return;
    }
    int digits = Integer.parseInt(script.group(1));
    surroundings.uses(16 * 1024 * 1024, 1_000);
    surroundings.after(WORK, () -> {
      surroundings.say(pi(digits));
      surroundings.exit(0);
    });
  }

  @Override
  public String commandLine() {
    return String.join(" ", words);
  }

  /// π to so many digits, by Machin's formula: 16 arctan(1/5) − 4 arctan(1/239).
  static String pi(int digits) {
    int guard = 10;
    BigInteger one = BigInteger.TEN.pow(Math.max(1, digits) - 1 + guard);
    BigInteger pi = arctanOfOneOver(5, one).shiftLeft(4)
        .subtract(arctanOfOneOver(239, one).shiftLeft(2));
    BigInteger half = BigInteger.TEN.pow(guard).shiftRight(1);
    String all = pi.add(half).divide(BigInteger.TEN.pow(guard)).toString();
    return all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
  }

  private static BigInteger arctanOfOneOver(long number, BigInteger one) {
    BigInteger square = BigInteger.valueOf(number * number);
    BigInteger power = one.divide(BigInteger.valueOf(number));
    BigInteger sum = power;
    for (long i = 3; power.signum() != 0; i += 2) {
      power = power.divide(square).negate();
      sum = sum.add(power.divide(BigInteger.valueOf(i)));
    }
    return sum;
  }
}
