using System.Runtime.CompilerServices;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.Models.Chat;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>Lets a model write a text from evidence and, where it takes them, with functions that look further into the repository.</summary>
internal sealed class ModelWriter(ChatModels models, AnswerTools tools, TimeProvider time)
{
    /// <summary>Streams the text into the draft, with the progress of the calls and the evidence they add.</summary>
    /// <param name="request">Names the model and the repository.</param>
    /// <param name="prompt">The prompt; its blocks are in the draft's register.</param>
    /// <param name="draft">The answer so far.</param>
    /// <param name="budget">Bounds of the functions; null for none.</param>
    /// <param name="cancellationToken">Ends the model's call and the functions.</param>
    public async IAsyncEnumerable<AnswerEvent> WriteAsync(
        AnswerRequest request, ModelPrompt prompt, AnswerDraft draft, ToolBudget? budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var client = models.CreateChat(request.Model);
        if (budget is not null && tools.Open(request, client, draft.Shown, budget) is { } session)
        {
            var attempt = new WritingAttempt(client, request.Model, prompt, draft, time)
            {
                Session = session,
                IsRefusal = error => tools.Support.IsRefusal(request.Model, client, error),
            };
            await foreach (var item in attempt.RunAsync(cancellationToken))
            {
                yield return item;
            }

            if (attempt.IsDone)
            {
                yield break;
            }

            prompt = attempt.Next;
        }

        await foreach (var item in new WritingAttempt(client, request.Model, prompt, draft, time).RunAsync(cancellationToken))
        {
            yield return item;
        }
    }
}
