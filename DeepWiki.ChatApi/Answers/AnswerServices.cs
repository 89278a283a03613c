using DeepWiki.Core.Answering;

namespace DeepWiki.ChatApi.Answers;

internal static class AnswerServices
{
    public static IServiceCollection AddAnswers(this IServiceCollection services)
    {
        services.AddAnswering();
        services.AddSingleton<ModelAnswer>();
        services.AddSingleton<PageFiles>();
        services.AddKeyedSingleton<IAnswerWriter, QuestionAnswer>(AskKind.Question);
        services.AddKeyedSingleton<IAnswerWriter, ResearchAnswer>(AskKind.Research);
        services.AddKeyedSingleton<IAnswerWriter, OutlineAnswer>(AskKind.Outline);
        services.AddKeyedSingleton<IAnswerWriter, PageAnswer>(AskKind.Page);
        foreach (var kind in (AskKind[])[AskKind.SlideList, AskKind.Slide, AskKind.Workshop])
        {
            services.AddKeyedSingleton<IAnswerWriter, PresentationAnswer>(kind);
        }

        return services;
    }
}
