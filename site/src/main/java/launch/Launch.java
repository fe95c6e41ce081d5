package launch;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The door of the runnable jar: on a JDK 25 it walks straight in; under an older java it finds a
/// JDK 25 where JDKs usually lie and starts that instead, or says in one message what to install.
///
/// This class alone is compiled for Java 11. It may name no other class of the site.
public final class Launch {
  private static final int NEEDED = 25;
  private static final int COULD_NOT_RUN = 2;
  private static final String MAIN = "site.cli.InsideOut";

  private Launch() {}

  /// Runs the command line on a JDK that can.
  public static void main(String[] arguments) throws ReflectiveOperationException {
    if (Runtime.version().feature() >= NEEDED) {
      enter(arguments);
      return;
    }
    Optional<File> java = JdkFinder.find(NEEDED);
    if (java.isEmpty()) {
      System.err.println("Kubernetes Inside Out needs a JDK " + NEEDED + "; this java is "
          + Runtime.version() + ", and no JDK " + NEEDED + " was found in the usual places.\n"
          + "Install Eclipse Temurin " + NEEDED + " (https://adoptium.net), for example under "
          + "/usr/lib/jvm, or set JAVA_HOME to it.");
      System.exit(COULD_NOT_RUN);
      return;
    }
    System.exit(runAgain(java.get(), arguments));
  }

  private static void enter(String[] arguments) throws ReflectiveOperationException {
    try {
      Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException) {
        throw (RuntimeException) thrown.getCause();
      }
      throw thrown;
    }
  }

  private static int runAgain(File java, String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.getPath());
    try {
      File jar = new File(
          Launch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      command.add("-jar");
      command.add(jar.getPath());
      command.addAll(List.of(arguments));
      Process process = new ProcessBuilder(command).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return process.waitFor();
    } catch (URISyntaxException | IOException failed) {
      System.err.println("The JDK at " + java + " could not be started: " + failed.getMessage());
      return COULD_NOT_RUN;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return COULD_NOT_RUN;
    }
  }
}
