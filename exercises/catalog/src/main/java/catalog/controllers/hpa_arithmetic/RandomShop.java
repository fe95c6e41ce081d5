package catalog.controllers.hpa_arithmetic;

import static catalog.controllers.hpa_arithmetic.Shop.percent;
import static catalog.controllers.hpa_arithmetic.Shop.pods;

import grader.check.Seed;
import java.util.List;
import java.util.Optional;
import kube.controlplane.controllermanager.hpa.HpaMath;
import kube.foundation.machine.Randomness;

/// Draws shops whose sums come out the same however they are done: goals are powers of two, so that
/// a percentage loses nothing in a double, and amounts used are odd.
final class RandomShop {
  private static final List<String> SELECTIONS = List.of("Max", "Max", "Min", "Disabled");

  private RandomShop() {}

  static Shop draw(HpaMath math, Randomness chance, Seed seed) {
    int current = 1 + chance.below(20);
    Shop shop = new Shop(math, current)
        .between(1 + chance.below(current), current + chance.below(20))
        .telling("A random shop of the seed " + seed.value() + ", with " + current + " Pods.");
    int metrics = 1 + chance.below(3);
    for (int i = 0; i < metrics; i++) measure(shop, "m" + i, current, chance);
    for (int i = chance.below(4); i > 0; i--) {
      shop.advised(1 + chance.below(400), 1 + chance.below(25));
      if (chance.chance(0.5)) shop.scaled(1 + chance.below(100), chance.below(9) - 4);
    }
    if (chance.chance(0.5)) {
      shop.growing(chance.pick(SELECTIONS), chance.below(3) * 50, pods(1 + chance.below(5), 60),
          percent(10 + chance.below(100), 30));
      shop.shrinking(chance.pick(SELECTIONS), 10 + chance.below(300),
          pods(1 + chance.below(5), 60), percent(10 + chance.below(80), 30));
    }
    return shop;
  }

  private static void measure(Shop shop, String metric, int current, Randomness chance) {
    boolean isAmount = chance.chance(0.3);
    if (isAmount) shop.aimsAtAmount(metric, 512);
    else
      shop.aims(metric, 32 << chance.below(3));
    if (chance.chance(0.1)) return;
    long use = 40L + chance.below(1_200);
    int gaps = chance.chance(0.5) ? 0 : chance.below(1 + current / 2);
    for (int i = 0; i < current - gaps; i++) {
      long amount = (use + chance.below(100)) / 2 * 2 + (i == 0 ? 1 : 0);
      shop.samples(metric, 1, Optional.of(amount), 1_000, true);
    }
    for (int i = 0; i < gaps; i++) {
      if (chance.chance(0.5)) shop.unmeasured(metric, 1);
      else
        shop.unready(metric, 1, 900);
    }
  }
}
