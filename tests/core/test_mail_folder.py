"""Mail in development: files that a mail program opens."""

import email
import email.policy

from django.core.mail import EmailMultiAlternatives

from participatie.core.mail_folder import EmailBackend


def test_each_message_becomes_a_file_that_a_mail_program_opens(tmp_path):
    message = EmailMultiAlternatives("Uw reactie: OV26-0042", "Dag", to=["j@voorbeeld.example"])
    message.attach_alternative("<p>Dag</p>", "text/html")

    sent = EmailBackend(tmp_path / "mail").send_messages([message, message])

    files = sorted((tmp_path / "mail").iterdir())
    assert (sent, len(files)) == (2, 2)
    assert files[0].name.endswith(".eml")
    assert "uw-reactie-ov26-0042" in files[0].name
    read = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert read["Subject"] == "Uw reactie: OV26-0042"
    assert read.get_body(["html"]).get_content().strip() == "<p>Dag</p>"
