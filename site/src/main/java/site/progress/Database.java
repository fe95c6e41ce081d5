package site.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/// One SQLite file and the one connection to it.
///
/// A statement takes well under a millisecond, so one connection behind a lock serves a machine's
/// learners; a statement commits by itself unless [#together] holds it. The write-ahead log makes
/// a commit survive the death of the server.
final class Database implements AutoCloseable {
  private static final int BUSY_MILLIS = 5_000;

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /// What a row becomes.
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// Opens the file, making its folder and tables when they are missing.
  static Database open(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException refused) {
      throw new StorageTrouble("The folder " + folder + " cannot be made (" + reason(refused)
          + "). Choose a folder you may write to with --data DIR.", refused);
    }
    boolean writable = Files.exists(file)
        ? Files.isWritable(file)
        : folder == null || Files.isWritable(folder);
    if (!writable) {
      throw new StorageTrouble("There is no permission to write " + file
          + ". Choose a folder you may write to with --data DIR.",
          new IOException("not writable: " + file));
    }
    return connect(file);
  }

  private static Database connect(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:db/migration")
          .load()
          .migrate();
      return new Database(file, source.getConnection());
    } catch (SQLException failed) {
      throw trouble(file, failed);
    } catch (FlywayException failed) {
      throw trouble(file, failed.getCause() instanceof SQLException sql
          ? sql
          : new SQLException(failed.getMessage(), failed));
    }
  }

  /// Runs a statement that changes rows; returns how many.
  int update(String sql, Object... values) {
    lock.lock();
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException failed) {
      throw trouble(file, failed);
    } finally {
      lock.unlock();
    }
  }

  /// Runs several statements so that all of them happen or none.
  void together(Runnable statements) {
    lock.lock();
    try {
      connection.setAutoCommit(false);
      boolean finished = false;
      try {
        statements.run();
        connection.commit();
        finished = true;
      } finally {
        if (!finished) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException failed) {
      throw trouble(file, failed);
    } finally {
      lock.unlock();
    }
  }

  /// Reads all rows of a query.
  <T> List<T> query(RowReader<T> reader, String sql, Object... values) {
    lock.lock();
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(reader.read(rows));
      }
      return List.copyOf(read);
    } catch (SQLException failed) {
      throw trouble(file, failed);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException failed) {
      throw trouble(file, failed);
    } finally {
      lock.unlock();
    }
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static StorageTrouble trouble(Path file, SQLException failed) {
    int primary = failed.getErrorCode() & 0xff;
    String message = switch (primary) {
      case 13 -> "The disk that holds " + file + " is full. Free some space and try again.";
      case 8 -> "There is no permission to write " + file
          + ". Give it back, or start with --data DIR and a folder you may write to.";
      case 11, 26 -> file + " is damaged or is no database. Move it away and start again; "
          + "a new one is made.";
      case 5, 6 -> file + " is in use by another program. Close that program, or start with "
          + "--data DIR and another folder.";
      case 10 -> "The disk that holds " + file + " failed (" + failed.getMessage()
          + "). Check that it is not full and is still there.";
      default -> "The progress in " + file + " could not be read or written: "
          + failed.getMessage() + ". Start with --data DIR and another folder.";
    };
    return new StorageTrouble(message, failed);
  }

  private static String reason(IOException failed) {
    return failed.getClass().getSimpleName().replace("Exception", "") + ": " + failed.getMessage();
  }
}
