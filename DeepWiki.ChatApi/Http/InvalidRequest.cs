using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http;

/// <summary>The error of a request whose parameters are wrong.</summary>
internal static class InvalidRequest
{
    // In the sentence; the list holds all.
    private const int MaxNamed = 20;

    /// <summary>Every fault is named with its field and never with its value.</summary>
    public static DeepWikiException Create(params IReadOnlyList<RequestFault> faults) =>
        new(ErrorCode.InvalidRequest, $"The request is invalid: {string.Join("; ", faults.Take(MaxNamed).Select(fault => fault.Message))}.")
        { Faults = faults };
}
