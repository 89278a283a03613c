namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>One event of an exported span.</summary>
internal sealed record ReceivedEvent(string Name, DateTimeOffset Time, ReceivedAttributes Attributes);
