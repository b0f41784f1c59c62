package network.ian.core.config;

import static network.ian.core.config.Setting.open;

import java.util.List;

/** The settings of {@code storage}; {@link Settings#ALL} has them among the others. */
public final class StorageSettings {

    public static final Setting<Long> SEGMENT_BYTES = open(
            "storage.segment_bytes",
            "IAN_STORAGE_SEGMENT_BYTES",
            ValueType.longInteger(1 << 20, 1 << 30),
            "67108864",
            "Size in bytes at which a journal segment is sealed.");
    public static final Setting<Long> MIN_FREE_DISK_BYTES = open(
            "storage.min_free_disk_bytes",
            "IAN_STORAGE_MIN_FREE_DISK_BYTES",
            ValueType.longInteger(0, Long.MAX_VALUE),
            "",
            "Free bytes on the data directory's disk below which the node takes no contributions;"
                    + " none: 512 MiB, or a twentieth of a disk that is smaller than 10 GiB.");
    public static final Setting<Long> GOAL_QUOTA_BYTES = open(
            "storage.goal_quota_bytes",
            "IAN_STORAGE_GOAL_QUOTA_BYTES",
            ValueType.longInteger(0, Long.MAX_VALUE),
            "0",
            "Most bytes that one goal's journal may take; 0 for no limit.");
    public static final Setting<Long> DATA_QUOTA_BYTES = open(
            "storage.data_quota_bytes",
            "IAN_STORAGE_DATA_QUOTA_BYTES",
            ValueType.longInteger(0, Long.MAX_VALUE),
            "0",
            "Most bytes that all journals together may take; 0 for no limit.");

    static final List<Setting<?>> ALL = List.of(SEGMENT_BYTES, MIN_FREE_DISK_BYTES, GOAL_QUOTA_BYTES, DATA_QUOTA_BYTES);

    private StorageSettings() {}
}
