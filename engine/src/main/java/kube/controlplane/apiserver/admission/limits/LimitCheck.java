package kube.controlplane.apiserver.admission.limits;

import kube.foundation.api.quota.Amount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/// Measures requests and limits against one entry of a LimitRange, and words what is wrong.
///
/// @param type what is measured: `Container`, `Pod`, `PersistentVolumeClaim`
/// @param faults takes what is wrong
record LimitCheck(String type, JsonNode limit, List<String> faults) {

  void check(JsonNode requests, JsonNode limits) {
    each("min", (resource, least) -> atLeast(resource, least, requests, limits));
    each("max", (resource, most) -> atMost(resource, most, requests, limits));
    each("maxLimitRequestRatio", (resource, most) -> inRatio(resource, most, requests, limits));
  }

  /// Claims ask for storage and have no limits.
  void checkRequests(JsonNode requests) {
    each("min", (resource, least) -> {
      JsonNode asked = requests.path(resource);
      if (asked.isMissingNode()) {
        fault("minimum", resource, least, ".  No request is specified");
      } else if (Amount.of(asked).compareTo(least) < 0) {
        fault("minimum", resource, least, ", but request is " + Amount.of(asked));
      }
    });
    each("max", (resource, most) -> {
      JsonNode asked = requests.path(resource);
      if (asked.isMissingNode()) {
        fault("maximum", resource, most, ".  No request is specified");
      } else if (Amount.of(asked).compareTo(most) > 0) {
        fault("maximum", resource, most, ", but request is " + Amount.of(asked));
      }
    });
  }

  private interface Rule {
    void check(String resource, Amount bound);
  }

  private void each(String field, Rule rule) {
    limit.path(field).propertyStream().sorted(Map.Entry.comparingByKey())
        .forEach(entry -> rule.check(entry.getKey(), Amount.of(entry.getValue())));
  }

  private void atLeast(String resource, Amount least, JsonNode requests, JsonNode limits) {
    JsonNode request = requests.path(resource);
    JsonNode most = limits.path(resource);
    if (request.isMissingNode()) {
      fault("minimum", resource, least, ".  No request is specified");
    } else if (Amount.of(request).compareTo(least) < 0) {
      fault("minimum", resource, least, ", but request is " + Amount.of(request));
    } else if (!most.isMissingNode() && Amount.of(most).compareTo(least) < 0) {
      fault("minimum", resource, least, ", but limit is " + Amount.of(most));
    }
  }

  private void atMost(String resource, Amount most, JsonNode requests, JsonNode limits) {
    JsonNode request = requests.path(resource);
    JsonNode set = limits.path(resource);
    if (set.isMissingNode()) {
      fault("maximum", resource, most, ".  No limit is specified");
    } else if (Amount.of(set).compareTo(most) > 0) {
      fault("maximum", resource, most, ", but limit is " + Amount.of(set));
    } else if (!request.isMissingNode() && Amount.of(request).compareTo(most) > 0) {
      fault("maximum", resource, most, ", but request is " + Amount.of(request));
    }
  }

  private void inRatio(String resource, Amount most, JsonNode requests, JsonNode limits) {
    String beginning = resource + " max limit to request ratio per " + type + " is " + most;
    Amount request = Amount.of(requests.path(resource));
    Amount set = Amount.of(limits.path(resource));
    if (request.isZero()) {
      faults.add(beginning + ", but no request is specified or request is 0");
    } else if (set.isZero()) {
      faults.add(beginning + ", but no limit is specified or limit is 0");
    } else {
      BigDecimal ratio = set.value().divide(request.value(), MathContext.DECIMAL64);
      if (ratio.compareTo(most.value()) > 0) {
        faults.add(beginning + ", but provided ratio is "
            + String.format(Locale.ROOT, "%.6f", ratio));
      }
    }
  }

  private void fault(String bound, String resource, Amount amount, String what) {
    faults.add(bound + " " + resource + " usage per " + type + " is " + amount + what);
  }
}
