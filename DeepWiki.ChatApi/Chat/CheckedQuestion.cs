using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Chat;

/// <summary>A question that holds by all rules that cost nothing: what remains is capacity, then work.</summary>
internal sealed record CheckedQuestion(ChatRequest Request, ResolvedModel Model, RepositoryAddress Address);
