using System.Diagnostics;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Languages;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Chat;

/// <summary>Checks a question by all rules that cost nothing, before capacity is taken: the provider, then the address.</summary>
internal sealed class QuestionChecker(ChatModels models, InterfaceLanguages languages, RepositoryResolver repositories)
{
    public async Task<CheckedQuestion> CheckAsync(ChatRequest request, Activity? activity, CancellationToken cancellationToken)
    {
        var model = models.Resolve(request.Provider, request.Model);
        activity?.SetTag(Tags.Provider, model.TelemetryProvider).SetTag(Tags.Model, model.Model);
        request = request with { Language = languages.Find(request.Language) ?? languages.Default };
        var address = await repositories.CheckAsync(request, cancellationToken);
        activity?.SetTag(Tags.Repository, address.Name);
        return new CheckedQuestion(request, model, address);
    }
}
