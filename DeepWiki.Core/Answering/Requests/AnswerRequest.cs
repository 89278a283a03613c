using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Requests;

/// <summary>A request for which all is there that an answer needs: who asks whom about which lines has been settled.</summary>
/// <param name="Intent">The answer that is wanted.</param>
/// <param name="RepositoryName">Name to show, such as <c>owner/name</c>.</param>
/// <param name="Index">Pinned until the answer has ended.</param>
/// <param name="Model">The model that answers, or provider <c>local</c>.</param>
/// <param name="Language">Code of the language to answer in, as the published protocol spells it.</param>
/// <param name="LinkTo">Makes the address at which lines of a path can be opened: first and last line, from 1.</param>
public sealed record AnswerRequest(
    AnswerIntent Intent, string RepositoryName, ActiveIndex Index, ResolvedModel Model, string Language, Func<string, int, int, string> LinkTo)
{
    /// <summary>The conversation before the question, of users and assistants alone.</summary>
    public IReadOnlyList<ChatMessage> History { get; init; } = [];

    /// <summary>Path of a file that the question is asked beside; null for none.</summary>
    public string? FilePath { get; init; }

    /// <summary>Asks to come to an end when it is cancelled: the step at work is finished, and the answer or conclusion written at once.</summary>
    public CancellationToken Conclude { get; init; }

    /// <summary>English name of the language to answer in.</summary>
    internal string LanguageName => AnswerLanguage.NameOf(Language);
}
