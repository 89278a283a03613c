using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>A function under its own name: to models, Semantic Kernel puts the name of its plugin in front.</summary>
internal sealed class NamedFunction(KernelFunction function) : DelegatingAIFunction(function)
{
    public override string Name => function.Name;
}
