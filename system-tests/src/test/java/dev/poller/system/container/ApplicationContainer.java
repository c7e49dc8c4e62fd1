// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.DockerStatus;
import org.testcontainers.utility.MountableFile;

/** The built application in a container without a network. */
final class ApplicationContainer extends GenericContainer<ApplicationContainer> {
    private static final String HOME = "/poller";
    private static final String JAR = HOME + "/poller-cli.jar";

    private static final int PULL_MINUTES = 5;

    private final String image;
    private final List<String> javaOptions = new ArrayList<>();
    private List<String> main = List.of("-jar", JAR);

    /** Where nothing can be copied into the container. */
    private boolean mounted;

    ApplicationContainer(String image) {
        super(DockerImageName.parse(image));
        this.image = image;
        withImagePullPolicy(name -> false); // requireImage does it.
        withNetworkMode("none");
        withStartupCheckStrategy(new StartedOrOver());
    }

    /** The directory with poller-cli.jar and lib/. */
    private static Path application() {
        return Path.of(System.getProperty("poller.app")).toAbsolutePath().normalize();
    }

    ApplicationContainer javaOption(String option) {
        javaOptions.add(option);
        return this;
    }

    /** What to run, as after {@code ./poller}. */
    ApplicationContainer command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(javaOptions);
        command.addAll(main);
        command.addAll(List.of(arguments));
        if (!mounted) {
            withCopyFileToContainer(MountableFile.forHostPath(application()), HOME);
        }
        return withCommand(command.toArray(String[]::new));
    }

    /**
     * Java refuses native access: the jar's manifest, which grants it, counts only for {@code -jar}. From Java 24 on.
     */
    ApplicationContainer withoutNativeAccess() {
        main = List.of("-cp", JAR, "dev.poller.cli.Main");
        return javaOption("--illegal-native-access=deny");
    }

    /** At most so many open descriptors. */
    ApplicationContainer descriptors(long limit) {
        return configured(host -> host.withUlimits(List.of(new Ulimit("nofile", limit, limit))));
    }

    /** Nothing can be written but /tmp, and nothing there can be executed or mapped as code. */
    ApplicationContainer readOnly() {
        mounted = true;
        return configured(host -> host.withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev"))
                .withBinds(new Bind(application().toString(), new Volume(HOME), AccessMode.ro)));
    }

    /** These system calls do not exist, as on an older kernel. */
    ApplicationContainer without(String... systemCalls) {
        String names = "\"" + String.join("\", \"", systemCalls) + "\"";
        String profile = """
                {"defaultAction": "SCMP_ACT_ALLOW",
                 "syscalls": [{"names": [%s], "action": "SCMP_ACT_ERRNO", "errnoRet": 38}]}
                """.formatted(names);
        return configured(host -> host.withSecurityOpts(List.of("seccomp=" + profile)));
    }

    private ApplicationContainer configured(Consumer<HostConfig> change) {
        return withCreateContainerCmdModifier(command -> {
            HostConfig host = command.getHostConfig();
            if (host != null) {
                change.accept(host);
            }
        });
    }

    String image() {
        return image;
    }

    /** Pulls the image unless it is there. Testcontainers would try for minutes, each time it is asked for its name. */
    void requireImage() throws InterruptedException {
        DockerClient client = DockerClientFactory.instance().client();
        try {
            client.inspectImageCmd(image).exec();
        } catch (NotFoundException missing) {
            if (!client.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("it was not pulled within " + PULL_MINUTES + " minutes", missing);
            }
        }
    }

    /** Docker's exit status of what ran; only once it is over. */
    long exitStatus() {
        Long status = DockerClientFactory.instance()
                .client()
                .inspectContainerCmd(getContainerId())
                .exec()
                .getState()
                .getExitCodeLong();
        return status == null ? -1 : status;
    }

    /** A command that is over at once has started well; what it has said is for the test to judge. */
    private static final class StartedOrOver extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient client, String id) {
            ContainerState state = getCurrentState(client, id);
            boolean seen = Boolean.TRUE.equals(state.getRunning()) || DockerStatus.isContainerStopped(state);
            return seen ? StartupStatus.SUCCESSFUL : StartupStatus.NOT_YET_KNOWN;
        }
    }
}
