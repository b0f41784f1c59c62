package network.ian.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import network.ian.app.agent.AgentCommand;
import network.ian.app.agent.AgentNewCommand;
import network.ian.app.agent.AgentTestCommand;
import network.ian.app.backup.BackupCommand;
import network.ian.app.backup.BackupCreateCommand;
import network.ian.app.backup.BackupListCommand;
import network.ian.app.backup.BackupRestoreCommand;
import network.ian.app.backup.BackupStreamCommand;
import network.ian.app.backup.BackupVerifyCommand;
import network.ian.app.cli.Console;
import network.ian.app.cli.ErrorReport;
import network.ian.app.client.NodeOptions;
import network.ian.app.command.BenchCommand;
import network.ian.app.command.BodyCommand;
import network.ian.app.command.BodyDropCommand;
import network.ian.app.command.ClientCommands;
import network.ian.app.command.ConfigCommand;
import network.ian.app.command.ConfigShowCommand;
import network.ian.app.command.ConfigValidateCommand;
import network.ian.app.command.LogCommand;
import network.ian.app.command.LogImportCommand;
import network.ian.app.command.LogRepairCommand;
import network.ian.app.command.LogVerifyCommand;
import network.ian.app.command.ProjectionCommand;
import network.ian.app.command.ProjectionRebuildCommand;
import network.ian.app.command.ProjectionStatusCommand;
import network.ian.app.command.RunCommand;
import network.ian.app.command.SampleCommand;
import network.ian.app.command.SimulateCommand;
import network.ian.app.command.VersionCommand;
import network.ian.app.config.ConfigOptions;
import network.ian.app.demo.DemoCommand;
import network.ian.app.doctor.DoctorCommand;
import network.ian.app.release.BuildInfo;
import network.ian.app.top.TopCommand;
import network.ian.core.config.Settings;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.telemetry.Telemetry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: lists its commands and hands each what it needs. */
@Command(
        name = "ian",
        description = "A node of the Intelligent Agent Network, and the tools around it.",
        scope = ScopeType.INHERIT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or the answer is yes",
            "1:a check failed, or the answer is no",
            "2:wrong usage or configuration",
            "3:the node does not answer",
            "4:the node refused",
            "69:not to be had from this installation",
            "70:a fault of this program or machine"
        })
public final class Ian implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    @SuppressWarnings("UnusedVariable") // ErrorReport asks the parsed command line
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    private Ian() {}

    public static void main(String[] arguments) {
        String home = Optional.ofNullable(System.getenv("HOME"))
                .filter(path -> !path.isEmpty())
                .orElse(System.getProperty("user.home"));
        System.exit(
                commandLine(Console.system(), System.getenv(), Path.of(home)).execute(arguments));
    }

    /**
     * The command line, ready to execute.
     *
     * @param environment the process's environment
     * @param home what {@code ~/} stands for in paths
     */
    static CommandLine commandLine(Console console, Map<String, String> environment, Path home) {
        BuildInfo build = BuildInfo.read();
        ErrorReport errors = new ErrorReport(console);
        Supplier<ConfigOptions> configs = () -> new ConfigOptions(environment, home);
        NodeEnvironment offline = new NodeEnvironment(
                WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom(), Telemetry.NONE);
        CommandLine ian = new CommandLine(new Ian())
                .addSubcommand(configured(configs, options -> new RunCommand(options, build)))
                .addSubcommand(new DemoCommand(console, environment, build));
        ClientCommands.addTo(ian, console, configs, build);
        return ian.addSubcommand(agent(console, configs, environment, offline))
                .addSubcommand(top(console, configs, environment))
                .addSubcommand(new SimulateCommand(console, offline.ticker()))
                .addSubcommand(new SampleCommand(console, offline.clock()))
                .addSubcommand(log(console, configs, offline, build))
                .addSubcommand(projection(console, configs, offline))
                .addSubcommand(body(console, configs))
                .addSubcommand(backup(console, configs, offline, build.version()))
                .addSubcommand(config(console, configs))
                .addSubcommand(configured(configs, options -> new DoctorCommand(console, options, offline)))
                .addSubcommand(new BenchCommand())
                .addSubcommand(new VersionCommand(console, build))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                // An argument @FILE belongs to the command that takes it.
                .setExpandAtFiles(false)
                .setExecutionStrategy(parsed -> {
                    int code = new CommandLine.RunLast().execute(parsed);
                    return console.lost().map(errors::lost).orElse(code);
                })
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    /** No command at all is wrong usage: prints what there is. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private static CommandLine agent(
            Console console,
            Supplier<ConfigOptions> configs,
            Map<String, String> environment,
            NodeEnvironment offline) {
        ConfigOptions config = configs.get();
        CommandLine test = new CommandLine(new AgentTestCommand(console, config, environment, offline.ticker()));
        config.addTo(test.getCommandSpec(), List.of(Settings.DATA_DIR));
        return new CommandLine(new AgentCommand())
                .addSubcommand(new AgentNewCommand(console))
                .addSubcommand(test);
    }

    private static CommandLine projection(Console console, Supplier<ConfigOptions> configs, NodeEnvironment offline) {
        return new CommandLine(new ProjectionCommand())
                .addSubcommand(configured(
                        configs,
                        options -> new ProjectionStatusCommand(
                                console, options, new NodeOptions(options), offline.clock())))
                .addSubcommand(configured(
                        configs,
                        options -> new ProjectionRebuildCommand(console, options, new NodeOptions(options), offline)));
    }

    private static CommandLine log(
            Console console, Supplier<ConfigOptions> configs, NodeEnvironment offline, BuildInfo build) {
        return new CommandLine(new LogCommand())
                .addSubcommand(
                        configured(configs, options -> new LogImportCommand(console, options, offline, System.in)))
                .addSubcommand(configured(configs, options -> new LogVerifyCommand(console, options, offline.ticker())))
                .addSubcommand(configured(configs, options -> new LogRepairCommand(console, options, offline, build)));
    }

    private static CommandLine top(Console console, Supplier<ConfigOptions> configs, Map<String, String> environment) {
        ConfigOptions config = configs.get();
        CommandLine line = new CommandLine(new TopCommand(
                console, new NodeOptions(config), environment, WallClock.system(), MonotonicClock.system()));
        config.addTo(line.getCommandSpec(), ClientCommands.WHERE);
        return line;
    }

    private static CommandLine body(Console console, Supplier<ConfigOptions> configs) {
        return new CommandLine(new BodyCommand())
                .addSubcommand(configured(configs, options -> new BodyDropCommand(console, options)));
    }

    private static CommandLine backup(
            Console console, Supplier<ConfigOptions> configs, NodeEnvironment offline, String version) {
        return new CommandLine(new BackupCommand())
                .addSubcommand(
                        configured(configs, options -> new BackupCreateCommand(console, options, offline, version)))
                .addSubcommand(
                        configured(configs, options -> new BackupVerifyCommand(console, options, offline.ticker())))
                .addSubcommand(configured(configs, options -> new BackupRestoreCommand(console, options, offline)))
                .addSubcommand(configured(configs, options -> new BackupListCommand(console, options)))
                .addSubcommand(
                        configured(configs, options -> new BackupStreamCommand(console, options, offline, version)));
    }

    private static CommandLine config(Console console, Supplier<ConfigOptions> configs) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(configured(configs, options -> new ConfigValidateCommand(console, options)))
                .addSubcommand(configured(configs, options -> new ConfigShowCommand(console, options)));
    }

    /** A command that takes a flag for every setting. */
    private static CommandLine configured(Supplier<ConfigOptions> configs, Function<ConfigOptions, Object> command) {
        ConfigOptions options = configs.get();
        CommandLine line = new CommandLine(command.apply(options));
        options.addTo(line.getCommandSpec());
        return line;
    }
}
