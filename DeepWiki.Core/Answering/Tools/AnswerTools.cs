using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Lookup;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Data.Index;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>Offers models the functions over a repository, as long as they take them.</summary>
/// <param name="kernels">Makes the kernel that has them.</param>
/// <param name="support">Knows who takes them.</param>
/// <param name="open">Opens a repository at the commit of a pinned index.</param>
internal sealed class AnswerTools(KernelFactory kernels, ToolSupport support, Func<ActiveIndex, IRepositoryLookup> open)
{
    // Descriptions of the functions and their results would leave no room for the evidence.
    private const int MinWindow = 8_000;

    public ToolSupport Support => support;

    /// <summary>The functions for one answer; null when the model is known to take none, or has a small window.</summary>
    public ToolSession? Open(AnswerRequest request, IChatClient client, ShownLines shown, ToolBudget budget)
    {
        if (!support.Offers(request.Model, client) || request.Model.ContextTokens < MinWindow)
        {
            return null;
        }

        var kernel = kernels.Create(new RepositoryTools(open(request.Index), shown));
        return new ToolSession(kernel, shown, budget.Within(request.Model.ContextTokens), request.Conclude);
    }

    /// <summary>A client that does the calls of a model and asks on, until the model writes or nothing more may be called.</summary>
    public static IChatClient Calling(IChatClient client, ToolSession session) =>
        new FunctionInvokingChatClient(new ToolPhaseClient(client, session))
        {
            MaximumIterationsPerRequest = session.MaxCalls + 1,
            AllowConcurrentInvocation = false,
            FunctionInvoker = async (context, cancellationToken) =>
            {
                var result = await session.InvokeAsync(context.CallContent, context.Iteration, cancellationToken);

                // Who goes on calling when there is nothing more to call would do so for ever.
                context.Terminate = session.IsStuck;
                return result;
            },
        };
}
