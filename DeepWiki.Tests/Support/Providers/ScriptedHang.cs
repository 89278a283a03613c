namespace DeepWiki.Tests.Support.Providers;

/// <summary>Point where a scripted answer stops and waits, until the client leaves or <see cref="ScriptedProvider.Release"/> is called.</summary>
public enum ScriptedHang
{
    None,
    BeforeHeaders,

    /// <summary>Headers are out, no event is.</summary>
    BeforeFirstDelta,
    AfterDeltas,

    /// <summary>The first delta is out; the others follow the release.</summary>
    AfterFirstDelta,
}
