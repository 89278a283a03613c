namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>A child or a temporary folder as the next host must know it, should this one be killed.</summary>
internal sealed record RunFileEntry(string Name, int ProcessId, long? StartTime, int StopSignal, string? Folder);
