package portolan.server.tool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import portolan.server.CannotStart;
import portolan.server.configuration.Settings;
import portolan.server.embedded.DataFolder;

/// Is this machine, and what it was given, fit to run Portolan?
final class MachineChecks {
  private static final int WANTED_JAVA = 25;
  private static final long LITTLE = 1L << 30;

  private final Settings settings;

  MachineChecks(Settings settings) {
    this.settings = settings;
  }

  Finding java() {
    var text = "Java " + Runtime.version();
    return Runtime.version().feature() >= WANTED_JAVA
        ? Finding.good("java", text)
        : Finding.bad("java", text, "use a JDK " + WANTED_JAVA);
  }

  Finding dataFolder(boolean running) {
    var folder = settings.data().toAbsolutePath().normalize();
    if (!canHold(folder)) {
      return Finding.bad(
          "data",
          folder + " cannot be written",
          "make it writable for this user, or give another with --data");
    }
    return DataFolder.isKnown(folder)
        ? Finding.good(
            "data", folder + (running ? ", a Portolan runs on it" : ", nobody runs on it"))
        : Finding.bad(
            "data",
            folder + " holds no installation",
            "give the folder of one with --data; `up` makes a new one");
  }

  /// Whether files can be made in a folder, or it can be made itself.
  private static boolean canHold(Path folder) {
    var nearest = nearest(folder);
    return Files.isDirectory(nearest) && Files.isWritable(nearest);
  }

  private static Path nearest(Path folder) {
    var parent = folder.getParent();
    return Files.exists(folder) || parent == null ? folder : nearest(parent);
  }

  Finding space() {
    try {
      var free = Files.getFileStore(nearest(settings.data().toAbsolutePath())).getUsableSpace();
      var text = "%d MiB free".formatted(free >> 20);
      return free > LITTLE
          ? Finding.good("space", text)
          : Finding.bad("space", text, "make room: below 1 GiB pushes begin to fail");
    } catch (IOException e) {
      return Finding.bad("space", "unknown (%s)".formatted(CannotStart.why(e)), "look at the disk");
    }
  }

  Finding port(boolean running) {
    var text = settings.address() + ":" + settings.port();
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.address(), settings.port()));
      return Finding.good("port", text + " is free");
    } catch (IOException e) {
      return running
          ? Finding.good("port", text + " is in use, and a Portolan runs")
          : Finding.bad(
              "port",
              "%s cannot be had (%s)".formatted(text, e.getMessage()),
              "stop the program that has it, or choose another with --port or --address");
    }
  }

  Finding blobs() {
    if (settings.blobs().driver() == Settings.Blobs.Driver.S3) {
      return Finding.good("blobs", "kept in the bucket " + settings.blobs().s3().bucket());
    }
    var folder = settings.blobFolder().toAbsolutePath().normalize();
    if (Files.notExists(folder) && canHold(folder)) {
      return Finding.good("blobs", folder + " is not made yet; `up` makes it");
    }
    try {
      rename(folder);
      return Finding.good("blobs", folder + " can be written, synced and renamed in");
    } catch (IOException e) {
      return Finding.bad(
          "blobs",
          "%s fails (%s)".formatted(folder, CannotStart.why(e)),
          "give a folder on one file system that this user can write (PORTOLAN_BLOBS_FOLDER)");
    }
  }

  // What an upload does at its end, from one subfolder to another.
  private static void rename(Path folder) throws IOException {
    var from = Files.createTempFile(folder, "doctor", ".tmp");
    var to = Files.createTempDirectory(folder, "doctor").resolve("renamed");
    try (var channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
      channel.force(true);
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(from);
      Files.deleteIfExists(to);
      Files.deleteIfExists(to.getParent());
    }
  }

  Finding externalUrl() {
    var url = settings.externalUrl();
    if (url == null) {
      return Finding.good("address", "clients use " + settings.address(settings.port()));
    }
    try {
      return Finding.good(
          "address", url + " is " + InetAddress.getByName(url.getHost()).getHostAddress());
    } catch (UnknownHostException e) {
      return Finding.bad(
          "address",
          url.getHost() + " has no address",
          "correct PORTOLAN_EXTERNAL_URL, or the DNS");
    }
  }
}
