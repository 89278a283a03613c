using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>
/// Knows which models call no functions. It is learnt from a model's first refusal and remembered for its endpoint and name for a day, in which no functions
/// are offered to it.
/// </summary>
internal sealed partial class ToolSupport(TimeProvider time)
{
    private const int MaxModels = 1_000;

    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(string Provider, Uri? Address, string Model), DateTimeOffset> refused = new();

    /// <summary>False while a refusal of the model is remembered.</summary>
    public bool Offers(ResolvedModel model, IChatClient client) =>
        !refused.TryGetValue(KeyOf(model, client), out var since) || time.GetUtcNow() - since >= Memory;

    /// <summary>True when a failure says that the model takes no functions, which is then remembered.</summary>
    public bool IsRefusal(ResolvedModel model, IChatClient client, DeepWikiException error)
    {
        // No two servers name this case alike, and most name it in words alone.
        if (error.Code != ErrorCode.ModelUnavailable || !Refusal().IsMatch(error.Message) || !Tool().IsMatch(error.Message))
        {
            return false;
        }

        // Callers may name any model.
        if (refused.Count >= MaxModels)
        {
            refused.Clear();
        }

        refused[KeyOf(model, client)] = time.GetUtcNow();
        return true;
    }

    private static (string Provider, Uri? Address, string Model) KeyOf(ResolvedModel model, IChatClient client) =>
        (model.Provider, client.GetService<ChatClientMetadata>()?.ProviderUri, model.Model);

    // The provider refused the request (400). It says: registry/gemma does not support tools.
    [GeneratedRegex(@"\((400|404|405|415|422)\)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Refusal();

    [GeneratedRegex(
        @"\b(tools?|tool[_ -]?(use|calls?|calling|choice)|functions?|function[_ -]?(call|calls|calling))\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Tool();
}
