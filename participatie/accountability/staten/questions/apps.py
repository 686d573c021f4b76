from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "participatie.accountability.staten.questions"
    label = "staten_questions"
