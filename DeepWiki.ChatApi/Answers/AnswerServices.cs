using DeepWiki.Core.Answering;

namespace DeepWiki.ChatApi.Answers;

internal static class AnswerServices
{
    public static IServiceCollection AddAnswers(this IServiceCollection services)
    {
        services.AddAnswering();
        services.AddSingleton<ModelAnswer>();
        services.AddSingleton<PageFiles>();
        services.AddKeyedSingleton<IAnswerWriter, QuestionAnswer>(RequestIntent.Question);
        services.AddKeyedSingleton<IAnswerWriter, ResearchAnswer>(RequestIntent.Research);
        services.AddKeyedSingleton<IAnswerWriter, OutlineAnswer>(RequestIntent.Outline);
        services.AddKeyedSingleton<IAnswerWriter, PageAnswer>(RequestIntent.Page);
        foreach (var kind in (RequestIntent[])[RequestIntent.SlideList, RequestIntent.Slide, RequestIntent.Workshop])
        {
            services.AddKeyedSingleton<IAnswerWriter, PresentationAnswer>(kind);
        }

        return services;
    }
}
