package site.cli;

import site.Settings;
import site.Site;

/// The command line: for now it only serves.
public final class InsideOut {
  private InsideOut() {}

  /// Starts the site and says where it is.
  public static void main(String[] arguments) {
    Site site = Site.start(Settings.usual());
    System.out.println("Kubernetes Inside Out is on http://127.0.0.1:" + site.port());
  }
}
