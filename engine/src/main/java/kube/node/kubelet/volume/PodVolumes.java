package kube.node.kubelet.volume;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import kube.foundation.client.ApiClient;
import kube.foundation.machine.Clock;
import kube.node.containerruntime.ContainerConfig;
import kube.node.containerruntime.process.Files;
import kube.node.kubelet.container.ConfigCache;
import kube.node.kubelet.container.ConfigReader;
import kube.node.kubelet.container.ContainerStarter.Mounting;
import kube.node.kubelet.container.Expansion;
import kube.node.kubelet.container.PodFields;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.PodWish;
import kube.node.kubelet.wish.VolumeWish;
import kube.node.kubelet.wish.VolumeWish.Part;
import kube.node.kubelet.wish.VolumeWish.Source;
import org.jspecify.annotations.Nullable;

/// The volumes of one Pod: directories on the machine's disk, below
/// `/var/lib/kubelet/pods/<uid>/volumes`.
///
/// Owned by the loop.
///
/// **Models** emptyDir, configMap, secret, downwardAPI, projected with tokens, hostPath and claims;
/// changes of their sources reach the files at the next [#refresh], all of a volume in one step; a
/// disk is mounted only when the node says that it is attached. **Leaves out** the drivers below
/// claims: a volume of the network is a directory that all machines see.
public final class PodVolumes {

  /// A volume that could not be mounted.
  ///
  /// @param message what went wrong; empty when the disk is only not attached yet
  public record Problem(String volume, String message) {

    public boolean awaitsDisk() {
      return message.isEmpty();
    }
  }

  /// Where a volume lies on the machine, and whether nobody may write there.
  private record Mounted(String path, boolean readOnly) {}

  private final Clock clock;
  private final ApiClient client;
  private final ConfigCache config;
  private final MachineStorage storage;
  private final kube.foundation.machine.Part<AtomicFolder> folder;
  private final Supplier<PodFields> fields;
  private @Nullable Tokens tokens;
  private final DisksInUse disks;
  private final SortedMap<String, Mounted> mounted = new TreeMap<>();

  public PodVolumes(Clock clock, ApiClient client, ConfigCache config, MachineStorage storage,
      DisksInUse disks, kube.foundation.machine.Part<AtomicFolder> folder,
      Supplier<PodFields> fields) {
    this.clock = clock;
    this.client = client;
    this.config = config;
    this.storage = storage;
    this.disks = disks;
    this.folder = folder;
    this.fields = fields;
  }

  /// Where the Pod has its part of the machine's disk.
  private String root() {
    return "/var/lib/kubelet/pods/" + fields.get().pod().uid();
  }

  /// Made for the first program that reads one.
  private Tokens tokens() {
    Tokens made = tokens == null ? new Tokens(clock, client, fields.get().pod()) : tokens;
    tokens = made;
    return made;
  }

  /// Mounts what is not mounted yet; the problems are those of the volumes that still are not.
  public List<Problem> mount() {
    List<Problem> problems = new ArrayList<>();
    for (VolumeWish volume : fields.get().pod().volumes()) {
      if (mounted.containsKey(volume.name())) continue;
      mount(volume).ifPresent(message -> problems.add(new Problem(volume.name(), message)));
    }
    return problems;
  }

  /// Brings the files of the mounted volumes up to date. What cannot be read stays as it is.
  public void refresh() {
    for (VolumeWish volume : fields.get().pod().volumes()) {
      if (volume.source() instanceof Source.Projected(List<Part> parts)
          && mounted.containsKey(volume.name())) {
        project(volume, parts);
      }
    }
  }

  /// The ConfigMaps and Secrets whose changes must reach its files.
  public Set<ConfigCache.Name> sources() {
    Set<ConfigCache.Name> names = new TreeSet<>();
    PodWish pod = fields.get().pod();
    for (VolumeWish volume : pod.volumes()) {
      if (!(volume.source() instanceof Source.Projected(List<Part> parts))) continue;
      for (Part part : parts) {
        if (part instanceof Part.Keys keys) {
          names.add(new ConfigCache.Name(keys.isSecret(), pod.metadata().namespace(),
              keys.name()));
        }
      }
    }
    return names;
  }

  /// What a container sees of the volumes. What a kubelet could not mount when it took the Pod over,
  /// it tries again with each container.
  public Mounting mounts(ContainerWish container, SortedMap<String, String> variables) {
    List<ContainerConfig.Mount> mounts = new ArrayList<>();
    boolean isWhole = container.mounts().stream()
        .allMatch(wish -> mounted.containsKey(wish.volume()));
    if (!isWhole) mount();
    for (ContainerWish.Mount wish : container.mounts()) {
      Mounted volume = mounted.get(wish.volume());
      if (volume == null) {
        return new Mounting.Missing("volume \"" + wish.volume() + "\" is not mounted");
      }
      String part = wish.expanded() ? Expansion.of(wish.subPath(), variables) : wish.subPath();
      if (part.startsWith("/") || List.of(part.split("/")).contains("..")) {
        return new Mounting.Missing("failed to prepare subPath for volumeMount \""
            + wish.volume() + "\" of container \"" + container.name() + "\"");
      }
      String whole = part.isEmpty() ? volume.path() : Files.resolve(volume.path(), part);
      boolean isFixed = wish.readOnly() || volume.readOnly();
      if (storage.disk().find(whole).isEmpty()) storage.disk().makeDirectories(whole, clock.now());
      mounts.add(new ContainerConfig.Mount(wish.path(), whole, isFixed));
    }
    return new Mounting.Found(mounts);
  }

  /// How many bytes the containers have put into volumes that lie on the machine's disk.
  public long bytesWritten() {
    return storage.disk().used(root());
  }

  /// The emptyDir that holds more than its author allowed; empty when none does.
  public Optional<VolumeWish> overfull() {
    return fields.get().pod().volumes().stream()
        .filter(volume -> volume.source() instanceof Source.EmptyDir directory
            && directory.limit().isPresent() && mounted.containsKey(volume.name())
            && storage.disk().used(mounted.get(volume.name()).path()) > directory.limit().get()
                .units())
        .findFirst();
  }

  /// The Pod is gone: so are its own files.
  public void remove() {
    mounted.clear();
    disks.release(fields.get().pod().uid());
    storage.disk().remove(root());
  }

  private Optional<String> mount(VolumeWish volume) {
    return switch (volume.source()) {
      case Source.EmptyDir _ -> made(volume, "empty-dir");
      case Source.Projected(List<Part> parts) -> project(volume, parts);
      case Source.HostPath(String path, String type) -> hostPath(volume, path, type);
      case Source.Claim(String name, boolean fixed) -> claim(volume, name, fixed);
      case Source.Unknown(String type) ->
        Optional.of("no volume plugin matched name: " + type);
    };
  }

  private Optional<String> made(VolumeWish volume, String plugin) {
    String path = place(volume, plugin);
    storage.disk().makeDirectories(path, clock.now());
    mounted.put(volume.name(), new Mounted(path, false));
    return Optional.empty();
  }

  private String place(VolumeWish volume, String plugin) {
    return root() + "/volumes/kubernetes.io~" + plugin + "/" + volume.name();
  }

  private Optional<String> project(VolumeWish volume, List<Part> parts) {
    PodFields now = fields.get();
    ConfigReader reader = new ConfigReader(config, now.pod().metadata().namespace());
    return switch (Payload.of(parts, reader, now)) {
      case Payload.Outcome.Missing(String message) -> Optional.of(message);
      case Payload.Outcome.Files(var contents, SortedMap<String, Part.Token> wanted) -> {
        String path = place(volume, "projected");
        Instant moment = clock.now();
        if (folder.isForeign() || mounted.containsKey(volume.name())) {
          fill(path, contents, wanted, moment);
        } else {
          storage.disk().fillLater(path, () -> fill(path, contents, wanted, moment), moment);
        }
        mounted.put(volume.name(), new Mounted(path, true));
        yield Optional.empty();
      }
    };
  }

  private void fill(String path, SortedMap<String, byte[]> contents,
      SortedMap<String, Part.Token> wanted, Instant moment) {
    SortedMap<String, Supplier<byte[]>> later = new TreeMap<>();
    wanted.forEach((file, token) -> later.put(file, () -> tokens().read(token)));
    new DiskFolder(storage.disk(), path, later, moment).write(folder, contents);
  }

  private Optional<String> hostPath(VolumeWish volume, String path, String type) {
    Files disk = storage.disk();
    String clean = Files.resolve("/", path);
    if (type.equals("DirectoryOrCreate") || type.isEmpty()) {
      if (disk.find(clean).isEmpty()) disk.makeDirectories(clean, clock.now());
    } else if (type.equals("FileOrCreate") && disk.find(clean).isEmpty()) {
      disk.install(clean, "", clock.now());
    }
    boolean isDirectory = disk.isDirectory(clean);
    String start = "hostPath type check failed: " + path + " is not a ";
    if (type.startsWith("Directory") && !isDirectory) return Optional.of(start + "directory");
    if (type.startsWith("File") && (isDirectory || disk.find(clean).isEmpty())) {
      return Optional.of(start + "file");
    }
    if (type.equals("Socket")) return Optional.of(start + "socket file");
    mounted.put(volume.name(), new Mounted(clean, false));
    return Optional.empty();
  }

  private Optional<String> claim(VolumeWish volume, String name, boolean fixed) {
    PodWish pod = fields.get().pod();
    String claim = name.isEmpty() ? pod.metadata().name() + "-" + volume.name() : name;
    Claims claims = new Claims(client, pod.metadata().namespace());
    Claims.Outcome found = claims.find(claim);
    return switch (found) {
      case Claims.Outcome.Missing(String message) -> Optional.of(message);
      case Claims.Outcome.OnMachine(String path) -> {
        storage.disk().makeDirectories(path, clock.now());
        mounted.put(volume.name(), new Mounted(path, fixed));
        yield Optional.empty();
      }
      case Claims.Outcome.Elsewhere(String disk, String attachable) -> {
        if (!attachable.isEmpty()) {
          disks.use(pod.uid(), attachable);
          if (!claims.isAttached(pod.placement().nodeName(), attachable)) yield Optional.of("");
        }
        String shared = "/volumes/" + disk;
        storage.shared().makeDirectories(shared, clock.now());
        String path = "/var/lib/kubelet/plugins/volumes/" + disk;
        storage.disk().mount(path, storage.shared(), shared, false, clock.now());
        mounted.put(volume.name(), new Mounted(path, fixed));
        yield Optional.empty();
      }
    };
  }
}
