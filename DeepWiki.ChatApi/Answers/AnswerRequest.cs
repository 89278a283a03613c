using System.Diagnostics;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;

namespace DeepWiki.ChatApi.Answers;

/// <summary>A request for which all is there that an answer needs.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Model">Who answers.</param>
/// <param name="Repository">What it is about.</param>
/// <param name="Index">Pinned until the answer has ended.</param>
/// <param name="Activity">Takes what there is to say of the answer.</param>
internal sealed record AnswerRequest(ChatRequest Request, ResolvedModel Model, OpenedRepository Repository, ActiveIndex Index, Activity? Activity)
{
    public string RepositoryName => Repository.Address.Name;

    /// <summary>English name of the language to answer in.</summary>
    public string LanguageName => AnswerLanguage.NameOf(Request.Language);

    /// <summary>Whether nothing but the index answers: no key, no network.</summary>
    public bool IsLocal => Model.Provider == ProviderNames.Local;

    public string LinkTo(string path, int startLine, int endLine) => Repository.LinkTo(Index.Commit, path, startLine, endLine);
}
