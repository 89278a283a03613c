namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state and how to draw it.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style);
