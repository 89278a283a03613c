namespace DeepWiki.Tests.Support.Git;

/// <summary>A request that a fake host received.</summary>
internal sealed record RecordedRequest(string Method, string Target, string? Authorization, string? Protocol);
