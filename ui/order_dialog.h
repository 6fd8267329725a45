// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace sotto::ui {

class Label;
class OrderView;
class SecretField;

/// Gives an order to one person in two steps: it is written, then read back as it will be signed,
/// and signed by whoever proves who they are.
class OrderDialog final : public QDialog {
    Q_OBJECT
public:
    struct Start {
        ConversationId in;
        QString whom;
        QString text;  ///< what is written there already
        About about;
        QStringList labels;  ///< for sensitive records
    };

    OrderDialog(Client& client, Start start, QWidget* parent);

Q_SIGNALS:
    void edited(const QString& text);  ///< kept as a draft until it is signed
    void aboutChanged(const sotto::About& about);
    void done();  ///< it is signed and on its way

private:
    QWidget* makeWriting();
    QWidget* makeReadBack();
    void addButtons(QVBoxLayout& layout, QPushButton& first, QPushButton& last);
    void choosePatient();
    void showPatient();
    void toReadBack();
    void toWriting();
    void sign();
    void onPrepared(const OrderPrepared& prepared);
    void onAnswer(const OrderAnswer& answer);
    void say(OrderHindrance hindrance);

    Client& m_client;
    Start m_start;
    QStackedWidget* m_steps;
    QPushButton* m_patient;
    QPlainTextEdit* m_text;
    QPushButton* m_next;
    QVBoxLayout* m_sheetPlace = nullptr;
    OrderView* m_view = nullptr;
    Label* m_secretName;
    SecretField* m_secret;
    QPushButton* m_sign;
    Label* m_trouble;
    OrderSheet m_sheet;
    bool m_isLooking = true;  ///< whether an order can be given here at all
};

}  // namespace sotto::ui
