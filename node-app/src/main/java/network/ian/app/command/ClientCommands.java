package network.ian.app.command;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import network.ian.app.cli.Console;
import network.ian.app.client.NodeOptions;
import network.ian.app.config.ConfigOptions;
import network.ian.app.goal.GoalAddCommand;
import network.ian.app.goal.GoalCheckCommand;
import network.ian.app.goal.GoalCommand;
import network.ian.app.goal.GoalInitCommand;
import network.ian.app.goal.GoalListCommand;
import network.ian.app.goal.GoalShowCommand;
import network.ian.app.release.BuildInfo;
import network.ian.core.config.ApiSettings;
import network.ian.core.config.Setting;
import network.ian.core.config.Settings;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import picocli.CommandLine;

/** The commands that ask a running node, with the flags that say which one. */
public final class ClientCommands {

    /** Settings that say which node is asked. */
    public static final List<Setting<?>> WHERE =
            List.of(Settings.DATA_DIR, ApiSettings.HOST, ApiSettings.PORT, ApiSettings.KEY);

    /** Settings on which it depends which goals a node can serve. */
    private static final List<Setting<?>> WHAT_FITS = Settings.ALL.stream()
            .filter(setting ->
                    setting.key().startsWith("evaluation.") || setting.key().equals(ApiSettings.MAX_BODY_BYTES.key()))
            .toList();

    private ClientCommands() {}

    /**
     * Adds them.
     *
     * @param configs a new one for each command
     */
    public static void addTo(CommandLine ian, Console console, Supplier<ConfigOptions> configs, BuildInfo build) {
        ContributionDraft draft = new ContributionDraft(System.in, WallClock.system());
        List<Function<NodeOptions, Object>> commands = List.of(
                node -> new ContributeCommand(console, node, draft),
                node -> new StatusCommand(console, node),
                node -> new LeaderboardCommand(console, node),
                node -> new ProofCommand(console, node),
                node -> new GoalsCommand(console, node),
                node -> new HealthCommand(console, node));
        commands.forEach(command -> ian.addSubcommand(asking(configs, command)));
        ian.addSubcommand(goal(console, configs));
        ian.addSubcommand(peer(console, configs));
        ian.addSubcommand(tau(console, configs));
        ian.addSubcommand(token(console, configs));
        ian.addSubcommand(cert(console, configs));
        ian.addSubcommand(diagnostics(console, configs, build));
        ian.getSubcommands().get("proof").addSubcommand(new ProofVerifyCommand(console, System.in));
        ian.addSubcommand(new KeygenCommand(console));
    }

    private static CommandLine goal(Console console, Supplier<ConfigOptions> configs) {
        CommandLine goal = new CommandLine(new GoalCommand()).addSubcommand(new GoalInitCommand(console));
        ConfigOptions checking = configs.get();
        CommandLine check = new CommandLine(new GoalCheckCommand(console, checking, System.in));
        checking.addTo(check.getCommandSpec(), WHAT_FITS);
        List<Function<NodeOptions, Object>> commands = List.of(
                node -> new GoalAddCommand(console, node, System.in),
                node -> new GoalShowCommand(console, node),
                node -> new GoalListCommand(console, node));
        goal.addSubcommand(check);
        commands.forEach(command -> goal.addSubcommand(asking(configs, command)));
        return goal;
    }

    private static CommandLine peer(Console console, Supplier<ConfigOptions> configs) {
        CommandLine peer = new CommandLine(new PeerCommand());
        List<Function<NodeOptions, Object>> commands = List.of(
                node -> new PeerListCommand(console, node, WallClock.system()),
                node -> new PeerAddCommand(console, node),
                node -> new PeerRemoveCommand(console, node),
                node -> new PeerBanCommand(console, node),
                node -> new PeerUnbanCommand(console, node));
        commands.forEach(command -> peer.addSubcommand(asking(configs, command)));
        peer.addSubcommand(new PeerCheckCommand(console));
        return peer;
    }

    private static CommandLine tau(Console console, Supplier<ConfigOptions> configs) {
        CommandLine tau = new CommandLine(new TauCommand());
        List<Function<NodeOptions, Object>> commands = List.of(
                node -> new TauStatusCommand(console, node),
                node -> new TauCommitCommand(console, node),
                node -> new TauVerifyCommand(console, node),
                node -> new TauResetBreakerCommand(console, node));
        commands.forEach(command -> tau.addSubcommand(asking(configs, command)));
        return tau.addSubcommand(new TauKeygenCommand(console, SystemEntropy.secureRandom()))
                .addSubcommand(new TauDevNodeCommand(console));
    }

    private static CommandLine token(Console console, Supplier<ConfigOptions> configs) {
        CommandLine token = new CommandLine(new TokenCommand());
        List<Function<TokenDirectory, Object>> changes = List.of(
                tokens -> new TokenCreateCommand(console, tokens),
                tokens -> new TokenRevokeCommand(console, tokens),
                tokens -> new TokenRotateCommand(console, tokens));
        for (Function<TokenDirectory, Object> change : changes) {
            ConfigOptions config = configs.get();
            CommandLine line = new CommandLine(change.apply(directory(config)));
            config.addTo(line.getCommandSpec(), List.of(Settings.DATA_DIR));
            token.addSubcommand(line);
        }
        ConfigOptions listing = configs.get();
        token.addSubcommand(
                asking(listing, node -> new TokenListCommand(console, node, directory(listing), WallClock.system())));
        ConfigOptions verifying = configs.get();
        return token.addSubcommand(
                asking(verifying, node -> new TokenVerifyCommand(console, node, directory(verifying), System.in)));
    }

    private static TokenDirectory directory(ConfigOptions config) {
        return new TokenDirectory(config, WallClock.system(), SystemEntropy.secureRandom());
    }

    private static CommandLine cert(Console console, Supplier<ConfigOptions> configs) {
        CommandLine cert = new CommandLine(new CertCommand());
        Clock clock = WallClock.system();
        SecureRandom entropy = SystemEntropy.secureRandom();
        List<Function<NodeOptions, Object>> commands = List.of(
                node -> new CertShowCommand(console, node, clock, entropy),
                node -> new CertRotateCommand(console, node, clock, entropy),
                node -> new CertNewCommand(console, node, clock, entropy));
        commands.forEach(command -> cert.addSubcommand(asking(configs, command)));
        return cert;
    }

    private static CommandLine diagnostics(Console console, Supplier<ConfigOptions> configs, BuildInfo build) {
        return new CommandLine(new DiagnosticsCommand())
                .addSubcommand(asking(
                        configs,
                        node -> new DiagnosticsExportCommand(
                                console, node, build, WallClock.system(), SystemEntropy.secureRandom())));
    }

    private static CommandLine asking(ConfigOptions config, Function<NodeOptions, Object> command) {
        CommandLine line = new CommandLine(command.apply(new NodeOptions(config)));
        config.addTo(line.getCommandSpec(), WHERE);
        return line;
    }

    private static CommandLine asking(Supplier<ConfigOptions> configs, Function<NodeOptions, Object> command) {
        return asking(configs.get(), command);
    }
}
